import { createHmac } from "node:crypto";
import type { RouteLimit } from "@kring/domain/contract";
import { addressKey } from "@kring/service-kit";
import type { Request } from "express";
import type { Deps } from "../deps.ts";
import { findKnownDevice } from "./known-device.ts";

/** How often one e-mail address may be tried: by one caller, and by all of them together. */
interface AddressLimit {
  id: string;
  /** Also for a browser from which the address got in before, which nobody else can use up. */
  byCaller: RouteLimit;
  /** Wide and short. It binds only who comes from a browser that is new to this address. */
  byAll: RouteLimit;
}

export const signInLimit: AddressLimit = {
  id: "sign-in-address",
  byCaller: { points: 10, seconds: 300 },
  byAll: { points: 60, seconds: 300 },
};

/** Narrower: whoever comes here knows the password, and has but a million codes to try. */
export const secondStepLimit: AddressLimit = {
  id: "second-step-address",
  byCaller: { points: 6, seconds: 900 },
  byAll: { points: 12, seconds: 900 },
};

export const resetLimit: AddressLimit = {
  id: "password-reset-address",
  byCaller: { points: 4, seconds: 900 },
  byAll: { points: 10, seconds: 900 },
};

/**
 * Counts an attempt on an address, known here or not, under a keyed hash of it; throws `too-many-requests`.
 * Gives a function that takes the count back, for an attempt that proved to be the owner's.
 */
export async function countAttempt(
  { config, limiter }: Pick<Deps, "config" | "limiter">,
  { id, byCaller, byAll }: AddressLimit,
  { email, request }: { email: string; request: Request },
): Promise<() => Promise<void>> {
  const hash = (text: string) => createHmac("sha256", config.authSecret).update(`${id}:${text}`).digest("base64url");
  const address = hash(email);
  const device = findKnownDevice(config, request, email);
  const counts: [string, RouteLimit, string][] =
    device === undefined
      ? [
          [`${id}-caller`, byCaller, `${address}:${addressKey(request.ip)}`],
          [id, byAll, address],
        ]
      : [[`${id}-device`, byCaller, hash(`${email}:${device}`)]];
  for (const count of counts) await limiter.consume(...count);
  return async () => {
    for (const count of counts) await limiter.forgive(...count);
  };
}
