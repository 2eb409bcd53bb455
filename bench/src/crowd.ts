import { randomBytes, randomUUID } from "node:crypto";

/** One writer of the load: an account in one conversation. */
export interface Writer {
  account: string;
  conversation: string;
  handle: string;
}

/** So many conversations of so many invented colleagues each. */
export function inventCrowd(conversations: number, people: number): Writer[] {
  return Array.from({ length: conversations }, () => randomUUID()).flatMap((conversation) =>
    Array.from({ length: people }, () => ({
      account: randomUUID(),
      conversation,
      handle: randomBytes(12).toString("base64url"),
    })),
  );
}
