import type account from "./nl/account.ts";
import type common from "./nl/common.ts";
import type conversation from "./nl/conversation.ts";
import type inbox from "./nl/inbox.ts";
import type signIn from "./nl/sign-in.ts";

/** The Dutch texts are the pattern: keys, and what is filled in. */
export interface Patterns {
  common: typeof common;
  "sign-in": typeof signIn;
  account: typeof account;
  conversation: typeof conversation;
  inbox: typeof inbox;
}

type AnyText<Texts> = { [Key in keyof Texts]: Texts[Key] extends string ? string : AnyText<Texts[Key]> };

/** The same keys in another language. */
export type Words = AnyText<Patterns>;

export type Namespace = keyof Patterns;
export const namespaces = ["common", "sign-in", "account", "conversation", "inbox"] as const satisfies Namespace[];
