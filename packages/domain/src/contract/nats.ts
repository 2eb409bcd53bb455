import { z } from "zod";
import { AnyEntry } from "./entry.ts";
import { ClientMessageId, ConversationId, Handle, NotificationId, Seq, SeqOrZero } from "./ids.ts";

/** Subjects and payloads on NATS. They carry opaque ids and what participants may read; never a name or an address. */
export const subjects = {
  /** Entries, receipts and roster changes of one conversation. */
  conversation: (id: string) => `kring.conv.${id}`,
  /** Typing in one conversation; may be lost. */
  typing: (id: string) => `kring.typing.${id}`,
  /** What concerns the sockets of one account. */
  account: (id: string) => `kring.account.${id}`,
  /** There is more in the feed of the accounts service. */
  accountsFeed: "kring.feed.accounts",
  /** There is more in the feed of the conversations service. */
  conversationsFeed: "kring.feed.conversations",
  /** The directory of the conversations service has come further. */
  applied: "kring.applied",
} as const;

/** A frame between gateways about one conversation. */
export const ConversationFrame = z.discriminatedUnion("type", [
  /** A committed entry; `id` is kept apart, since only the sender's own devices may get it. */
  z.object({ v: z.literal(1), type: z.literal("entry"), e: AnyEntry, id: ClientMessageId.optional() }),
  z.object({ v: z.literal(1), type: z.literal("receipt"), by: Handle, n: Seq, shown: z.boolean() }),
  /** The roster may look different to some: render it again. */
  z.object({ v: z.literal(1), type: z.literal("roster") }),
  /** Topic, requests or proposals changed: whoever shows it loads it again; `to` are those for whom it did, absent is all. */
  z.object({ v: z.literal(1), type: z.literal("changed"), to: z.array(Handle).optional() }),
]);
export type ConversationFrame = z.infer<typeof ConversationFrame>;

/** A frame between gateways about typing. */
export const TypingFrame = z.object({ v: z.literal(1), by: Handle });
export type TypingFrame = z.infer<typeof TypingFrame>;

/** A frame to the gateways that hold sockets of one account. */
export const AccountFrame = z.discriminatedUnion("type", [
  z.object({ v: z.literal(1), type: z.literal("conversation-added"), c: ConversationId }),
  /** What the account could still read after leaving is gone with the tie. */
  z.object({ v: z.literal(1), type: z.literal("conversation-lost"), c: ConversationId }),
  z.object({ v: z.literal(1), type: z.literal("read-moved"), c: ConversationId, n: SeqOrZero }),
  z.object({ v: z.literal(1), type: z.literal("inbox-changed"), id: NotificationId.optional() }),
  z.object({ v: z.literal(1), type: z.literal("view-changed") }),
]);
export type AccountFrame = z.infer<typeof AccountFrame>;

/** A doorbell: no content, the owner has the truth. */
export const Doorbell = z.object({ v: z.literal(1) });
