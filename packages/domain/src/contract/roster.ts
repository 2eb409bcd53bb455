import { z } from "zod";
import { Entry } from "./entry.ts";
import { ConversationId, Handle, Instant, LinkId, Seq, SeqOrZero } from "./ids.ts";
import { AccountKind, InviterKind, Role } from "./words.ts";

/** The shape and colour (1–8 each) of a masked person in one conversation, from its random handle and nothing else. */
export const Mask = z.object({ shape: z.int().min(1).max(8), colour: z.int().min(1).max(8) });
export type Mask = z.infer<typeof Mask>;

/** One participant as one viewer sees them (V-03). Rendered by `renderRoster` and nowhere else. */
export const RosterParticipant = z.object({
  handle: Handle,
  you: z.boolean(),
  kind: AccountKind,
  /** The real name where this viewer is entitled to it, else null. */
  name: z.string().nullable(),
  /** The screen name of the link record via which a related person takes part; null is *Anonymous*. */
  screenName: z.string().nullable(),
  /** Tells equal or missing names apart: 1 stays unsaid, `Anonymous 2` has 2. Null where a name is shown that needs none. */
  number: z.int().positive().nullable(),
  /** Which of the two names is said first; the other one stands beside it. */
  leads: z.enum(["name", "screen-name"]),
  /** The professional mark (V-10): the role, for professionals only. */
  mark: Role.nullable(),
  /** Present exactly when the viewer may not know who this is. */
  mask: Mask.nullable(),
  /** For a related person: who brought them in. The name is the client's or the therapist's. */
  invitedBy: z.object({ kind: InviterKind, name: z.string() }).nullable(),
  manager: z.boolean(),
  /** Null for who was there from the start. */
  joinedAt: Instant.nullable(),
  /** Null for who still takes part. */
  leftAt: Instant.nullable(),
  /** For a viewer who is a related person: whether this participant knows their name or sees the mask. Null for other viewers and for themself. */
  seesYou: z.enum(["name", "mask"]).nullable(),
});
export type RosterParticipant = z.infer<typeof RosterParticipant>;

/** Everybody in a conversation, as one viewer sees them. */
export const Roster = z.object({
  /** The client whom the conversation is about; null where it is about nobody. */
  about: z.object({ name: z.string(), you: z.boolean() }).nullable(),
  participants: z.array(RosterParticipant),
});
export type Roster = z.infer<typeof Roster>;

/** A conversation as its list and its page show it to one viewer, with what the viewer can do in it. */
export const ConversationView = z.object({
  id: ConversationId,
  topic: z.string().nullable(),
  roster: Roster,
  startedAt: Instant,
  startedBy: Handle.nullable(),
  /** Highest number that this viewer may read; 0 is an empty conversation. */
  head: SeqOrZero,
  /** Lowest number that this viewer may read. */
  readsFrom: Seq,
  readSeq: SeqOrZero,
  /** Messages of others above `readSeq`; 100 stands for "more than 99". */
  unread: z.int().min(0).max(100),
  /** How far others have read, for those whose receipts this viewer gets. */
  receipts: z.array(z.object({ by: Handle, n: Seq })),
  last: Entry.nullable(),
  closed: z.boolean(),
  can: z.object({ send: z.boolean() }),
  /** The viewer's own link record in this conversation, when they are a related person. */
  myLink: z.object({ id: LinkId, showsTyping: z.boolean(), showsReceipts: z.boolean() }).nullable(),
});
export type ConversationView = z.infer<typeof ConversationView>;
