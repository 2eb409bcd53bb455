import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { cookieNames, cookieOf } from "../auth/index.ts";
import type { ApiConfig } from "../config.ts";

/** A year. */
const KEPT_SECONDS = 31_536_000;
/** Of the id, and of each mark. */
const BYTES = 16;
/** One for each of the last addresses that got in from this browser. */
const MARKS = 4;

type Config = Pick<ApiConfig, "authSecret" | "publicOrigin">;

/** The id of the browser of a request, if this address got in from it before. */
export function findKnownDevice(config: Config, request: Request, email: string): string | undefined {
  const device = readDevice(config, request);
  const mark = device && makeMark(config, device.id, email);
  return mark && device.marks.some((one) => timingSafeEqual(one, mark)) ? device.id.toString("base64url") : undefined;
}

/** The cookie by which this browser will be known for an address. It tells nobody for whom, nor for how many. */
export function rememberDevice(config: Config, request: Request, email: string): string {
  const { id, marks } = readDevice(config, request) ?? cut(randomBytes(BYTES * (MARKS + 1)));
  const mark = makeMark(config, id, email);
  const kept = [mark, ...marks.filter((one) => !one.equals(mark))].slice(0, MARKS);
  const value = Buffer.concat([id, ...kept]).toString("base64url");
  const secure = config.publicOrigin.startsWith("https:") ? " Secure;" : "";
  const name = cookieNames(config.publicOrigin).device;
  return `${name}=${value}; Max-Age=${KEPT_SECONDS}; Path=/; HttpOnly;${secure} SameSite=Strict`;
}

function readDevice({ publicOrigin }: Config, request: Request) {
  const bytes = Buffer.from(cookieOf(request, cookieNames(publicOrigin).device) ?? "", "base64url");
  return bytes.length === BYTES * (MARKS + 1) ? cut(bytes) : undefined;
}

function cut(bytes: Buffer): { id: Buffer; marks: Buffer[] } {
  const [id = bytes, ...marks] = Array.from({ length: MARKS + 1 }, (_, index) =>
    bytes.subarray(index * BYTES, (index + 1) * BYTES),
  );
  return { id, marks };
}

function makeMark({ authSecret }: Config, id: Buffer, email: string): Buffer {
  const key = Buffer.from(hkdfSync("sha256", authSecret, "", "known-device", 32));
  const address = createHash("sha256").update(email).digest();
  return createHmac("sha256", key).update(id).update(address).digest().subarray(0, BYTES);
}
