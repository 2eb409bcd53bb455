import { z } from "zod";
import { cameLater } from "./came-later.ts";
import { AnyEntry } from "./entry.ts";
import {
  AccessRequestId,
  AccountId,
  ConversationId,
  Day,
  Handle,
  Instant,
  LinkId,
  ParticipantProposalId,
  Seq,
  SeqOrZero,
} from "./ids.ts";
import { AccountKind, InviterKind, Role } from "./words.ts";

const laterFlag = cameLater(z.boolean(), false);

/** The shape and colour (1–8 each) of a masked person in one conversation, from its random handle and nothing else. */
export const Mask = z.object({ shape: z.int().min(1).max(8), colour: z.int().min(1).max(8) });
export type Mask = z.infer<typeof Mask>;

/** A professional's registered absence, for those who write to them. Both days included. */
export const RosterAbsence = z.object({ from: Day, until: Day, note: z.string(), covering: z.string().nullable() });
export type RosterAbsence = z.infer<typeof RosterAbsence>;

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
  /** Came later, and reads all that was said before (V-02, V-05). */
  readsAll: laterFlag,
  /** A related person showed their name to everybody here, by an act of their own. */
  showsName: laterFlag,
  /** The absence of a professional that lasts or is to come; null where there is none. */
  absence: cameLater(RosterAbsence.nullable(), null),
});
export type RosterParticipant = z.infer<typeof RosterParticipant>;

/** Everybody in a conversation, as one viewer sees them. */
export const Roster = z.object({
  /** The client whom the conversation is about; null where it is about nobody. `account` for professionals, who are related to the client. */
  about: z.object({ name: z.string(), you: z.boolean(), account: AccountId.optional() }).nullable(),
  participants: z.array(RosterParticipant),
});
export type Roster = z.infer<typeof Roster>;

/** A related person proposes that somebody be added; for the manager alone, and for who proposed it (V-02). */
export const ParticipantProposal = z.object({
  id: ParticipantProposalId,
  by: Handle,
  /** The client of their link, or who invited them; null where `note` says who. */
  whom: z.enum(["client", "inviter"]).nullable(),
  note: z.string(),
  at: Instant,
});
export type ParticipantProposal = z.infer<typeof ParticipantProposal>;

/** A client's request to read this conversation, for the professionals in it (V-05). */
export const OpenAccessRequest = z.object({ id: AccessRequestId, at: Instant });

/**
 * Where a client's request stands that went to the application manager, for the professionals in it (V-05). Neither why it went there
 * nor who decided, and on what ground, are theirs to read: reasons and grounds are written for the client.
 */
export const AccessEscalation = z.object({
  requestedAt: Instant,
  /** Since when the application manager has it. */
  at: Instant,
  state: z.enum(["with-application-manager", "ground-recorded", "granted"]),
  decidedAt: Instant.nullable(),
});
export type AccessEscalation = z.infer<typeof AccessEscalation>;

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
  last: AnyEntry.nullable(),
  closed: z.boolean(),
  /** The viewer left of their own will: what was said up to then stays readable (V-07). */
  left: laterFlag,
  /** It is about a client who is not in it, and who may get the whole history (V-05). */
  clientMayAsk: laterFlag,
  /** Requests of that client that wait; empty for whoever does not answer them. */
  accessRequests: cameLater(z.array(OpenAccessRequest), []),
  /** The one that the application manager has, else the last one that they had; null for whoever does not answer them. */
  accessEscalation: AccessEscalation.nullable().default(null),
  /** What related persons propose; empty for whoever is neither the manager nor the one who proposes. */
  proposals: cameLater(z.array(ParticipantProposal), []),
  can: z.object({
    /** Writing, and changing and deleting what one wrote. */
    send: z.boolean(),
    add: laterFlag,
    propose: laterFlag,
    handOver: laterFlag,
    leave: laterFlag,
    changeTopic: laterFlag,
    /** A related person may show their name to everybody here. */
    showName: laterFlag,
    answerAccess: laterFlag,
  }),
  /** The viewer's own link record in this conversation, when they are a related person. */
  myLink: z.object({ id: LinkId, showsTyping: z.boolean(), showsReceipts: z.boolean() }).nullable(),
});
export type ConversationView = z.infer<typeof ConversationView>;
