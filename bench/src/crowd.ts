import { randomBytes, randomUUID } from "node:crypto";

/** One writer of the load: an account in one conversation. */
export interface Writer {
  account: string;
  conversation: string;
  handle: string;
}

/** With what Kring lets them in by; other servers ask for nothing. */
export interface Person extends Writer {
  token?: string;
}

/** So many conversations of so many invented colleagues each. */
export function inventCrowd(conversations: number, people: number): Writer[] {
  return Array.from({ length: conversations }, () => randomUUID()).flatMap((conversation) =>
    Array.from({ length: people }, () => invite(conversation, randomUUID())),
  );
}

/** An account takes part in a conversation. */
export const invite = (conversation: string, account: string): Writer => ({
  account,
  conversation,
  handle: randomBytes(12).toString("base64url"),
});
