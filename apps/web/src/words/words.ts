import type access from "./nl/access.ts";
import type account from "./nl/account.ts";
import type client from "./nl/client.ts";
import type common from "./nl/common.ts";
import type conversation from "./nl/conversation.ts";
import type conversationActs from "./nl/conversation-acts.ts";
import type inbox from "./nl/inbox.ts";
import type informationSheet from "./nl/information-sheet.ts";
import type invitation from "./nl/invitation.ts";
import type log from "./nl/log.ts";
import type logPage from "./nl/log-page.ts";
import type message from "./nl/message.ts";
import type own from "./nl/own.ts";
import type ownLink from "./nl/own-link.ts";
import type professional from "./nl/professional.ts";
import type proposal from "./nl/proposal.ts";
import type relatedPerson from "./nl/related-person.ts";
import type search from "./nl/search.ts";
import type setting from "./nl/setting.ts";
import type signIn from "./nl/sign-in.ts";
import type tool from "./nl/tool.ts";

/** The Dutch texts are the pattern: keys, and what is filled in. */
export interface Patterns {
  common: typeof common;
  "sign-in": typeof signIn;
  access: typeof access;
  account: typeof account;
  client: typeof client;
  conversation: typeof conversation;
  "conversation-acts": typeof conversationActs;
  inbox: typeof inbox;
  "information-sheet": typeof informationSheet;
  invitation: typeof invitation;
  log: typeof log;
  "log-page": typeof logPage;
  message: typeof message;
  own: typeof own;
  "own-link": typeof ownLink;
  professional: typeof professional;
  proposal: typeof proposal;
  "related-person": typeof relatedPerson;
  search: typeof search;
  setting: typeof setting;
  tool: typeof tool;
}

type AnyText<Texts> = { [Key in keyof Texts]: Texts[Key] extends string ? string : AnyText<Texts[Key]> };

/** The same keys in another language. */
export type Words = AnyText<Patterns>;

export type Namespace = keyof Patterns;
export const namespaces = [
  "common",
  "sign-in",
  "access",
  "account",
  "client",
  "conversation",
  "conversation-acts",
  "inbox",
  "information-sheet",
  "invitation",
  "log",
  "log-page",
  "message",
  "own",
  "own-link",
  "professional",
  "proposal",
  "related-person",
  "search",
  "setting",
  "tool",
] as const satisfies Namespace[];
