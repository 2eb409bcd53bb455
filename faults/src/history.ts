import type { AccountId, ClientMessageId, ConversationId, Entry } from "@kring/domain/contract";

/** What Postgres holds under one number. */
export interface StoredEntry {
  n: number;
  kind: Entry["kind"];
  id: ClientMessageId | null;
  /** As it reads now; null where it was deleted, and of what is no message. */
  text: string | null;
  of: number | null;
}

/** Somebody's part in a conversation, by numbers; `to` is the number with which it ended. */
export interface Part {
  account: AccountId;
  c: ConversationId;
  from: number;
  to: number | null;
  /** Whether they may read it now: while it lasts, and afterwards where they left of their own will. */
  reads: boolean;
}

/** A message that somebody wrote. */
export interface Sent {
  id: ClientMessageId;
  account: AccountId;
  c: ConversationId;
  /** When it was to be sent, whatever the connection was like then. */
  at: number;
  /** The number under which the sender's own page showed it as sent for the first time: what they were told. */
  told: number | null;
}

/** The last that somebody wanted of their own message: another text, or null for taking it away; and how often they edited it. */
export interface Wish {
  account: AccountId;
  c: ConversationId;
  of: number;
  text: string | null;
  edits: number;
}

/** What came off the wire on one connection for one conversation, in order of arrival. */
export interface Heard {
  account: AccountId;
  c: ConversationId;
  frames: { n: number; id: ClientMessageId | null }[];
}

export type ShownEntry = Pick<StoredEntry, "n" | "kind" | "id" | "text" | "of">;

/** A conversation as one person's page shows it. */
export interface Shown {
  account: AccountId;
  c: ConversationId;
  state: "loading" | "ready" | "gone" | "failed";
  /** Older entries are on the server and were not asked for. */
  hasOlder: boolean;
  entries: readonly ShownEntry[];
  /** Shown as not yet sent. */
  pending: readonly ClientMessageId[];
}

/** Everything that was recorded and has to fit together once all is quiet. */
export interface History {
  heads: ReadonlyMap<ConversationId, number>;
  stored: ReadonlyMap<ConversationId, readonly StoredEntry[]>;
  parts: readonly Part[];
  sent: readonly Sent[];
  wishes: readonly Wish[];
  heard: readonly Heard[];
  shown: readonly Shown[];
}

/** Texts begin with the id under which they were written, so that a message is known wherever it turns up. */
export const idIn = (text: string | null | undefined): ClientMessageId | null =>
  text ? (text.slice(0, 36) as ClientMessageId) : null;
