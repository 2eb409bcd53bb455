import { createHmac } from "node:crypto";
import type { RouteLimit } from "@kring/domain/contract";
import { addressKey, type Limiter } from "@kring/service-kit";

/** How often one e-mail address may be tried: by one caller, and by all of them together. */
interface AddressLimit {
  id: string;
  byCaller: RouteLimit;
  /** Wide and short: nobody can keep somebody else out for longer than this. */
  byAll: RouteLimit;
}

export const signInLimit: AddressLimit = {
  id: "sign-in-address",
  byCaller: { points: 10, seconds: 300 },
  byAll: { points: 60, seconds: 300 },
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
  { limiter, secret }: { limiter: Limiter; secret: string },
  { id, byCaller, byAll }: AddressLimit,
  attempt: { email: string; ip: string | undefined },
): Promise<() => Promise<void>> {
  const address = createHmac("sha256", secret).update(`${id}:${attempt.email}`).digest("base64url");
  const caller = `${address}:${addressKey(attempt.ip)}`;
  await limiter.consume(`${id}-caller`, byCaller, caller);
  await limiter.consume(id, byAll, address);
  return async () => {
    await limiter.forgive(`${id}-caller`, byCaller, caller);
    await limiter.forgive(id, byAll, address);
  };
}
