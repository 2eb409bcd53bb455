import { z } from "zod";

/**
 * An opaque UUID; `what` names the thing it stands for, so that two kinds of id can't be mixed up. Written in small letters, as Postgres
 * writes them: another spelling of the same id is the same thing.
 */
const idOf = <Name extends string>(what: Name) =>
  z
    .guid()
    .toLowerCase()
    .brand<Name>()
    .meta({ description: `id: ${what}` });

/** A person in one capacity (professional, client or related person). */
export const AccountId = idOf("account");
export type AccountId = z.infer<typeof AccountId>;

/** One signed-in device. Not a secret: it names a session, it does not open one. */
export const SessionId = idOf("session");
export type SessionId = z.infer<typeof SessionId>;

/** A conversation. */
export const ConversationId = idOf("conversation");
export type ConversationId = z.infer<typeof ConversationId>;

/**
 * A participant of one conversation: 96 random bits as 16 base64url characters, made anew for each conversation, so that
 * nobody can be matched across conversations (V-03).
 */
export const Handle = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16}$/)
  .brand<"participant">()
  .meta({ description: "handle of a participant in one conversation" });
export type Handle = z.infer<typeof Handle>;

/** Made by the sending device; makes a message that is sent twice count once. Goes back to its sender only. */
export const ClientMessageId = idOf("client-made message");
export type ClientMessageId = z.infer<typeof ClientMessageId>;

/** The record that ties a related person to a client through one inviter. */
export const LinkId = idOf("related person link");
export type LinkId = z.infer<typeof LinkId>;

/** A committed fact, as carried by a feed and by `Kring-After`. */
export const EventId = idOf("event");
export type EventId = z.infer<typeof EventId>;

/** A timeline of a database. A restore or a fail-over gives another one: numbers seen before are then void. */
export const Incarnation = idOf("incarnation");
export type Incarnation = z.infer<typeof Incarnation>;

/** A notification in an account's inbox. */
export const NotificationId = idOf("notification");
export type NotificationId = z.infer<typeof NotificationId>;

/** A relate request. */
export const RelateRequestId = idOf("relate request");
export type RelateRequestId = z.infer<typeof RelateRequestId>;

/** A tool of a client. */
export const ToolId = idOf("tool");
export type ToolId = z.infer<typeof ToolId>;

/** A task of an account. */
export const TaskId = idOf("task");
export type TaskId = z.infer<typeof TaskId>;

/** One search outside the caseload. */
export const ClientSearchId = idOf("client search");
export type ClientSearchId = z.infer<typeof ClientSearchId>;

/** A client account that a therapist proposed. */
export const ProposalId = idOf("client proposal");
export type ProposalId = z.infer<typeof ProposalId>;

/** A transfer of a whole caseload. */
export const CaseloadTransferId = idOf("caseload transfer");
export type CaseloadTransferId = z.infer<typeof CaseloadTransferId>;

/** A client's request to enter a conversation about them. */
export const AccessRequestId = idOf("access request");
export type AccessRequestId = z.infer<typeof AccessRequestId>;

/** Somebody whom a related person proposes for a conversation. */
export const ParticipantProposalId = idOf("participant proposal");
export type ParticipantProposalId = z.infer<typeof ParticipantProposalId>;

/** A file of a message. */
export const AttachmentId = idOf("attachment");
export type AttachmentId = z.infer<typeof AttachmentId>;

/** A day as `YYYY-MM-DD`, without a time zone; the year 0 exists in ISO 8601 and not in Postgres. */
export const Day = z.iso
  .date()
  .refine((day) => !day.startsWith("0000"))
  .meta({ description: "YYYY-MM-DD" });
export type Day = z.infer<typeof Day>;

/** A moment, in milliseconds since 1970-01-01 UTC. */
export const Instant = z.int().nonnegative().meta({ description: "milliseconds since 1970-01-01 UTC" });
export type Instant = z.infer<typeof Instant>;

/** The number of an entry in its conversation: 1, 2, 3 … without gaps. */
export const Seq = z
  .int()
  .min(1)
  .max(2_147_483_647)
  .meta({ description: "number of an entry, 1, 2, 3 … without gaps" });
export type Seq = z.infer<typeof Seq>;

/** A number up to which something is known; 0 is "nothing yet". */
export const SeqOrZero = z.int().min(0).max(2_147_483_647).meta({ description: "number of an entry; 0 is none" });
export type SeqOrZero = z.infer<typeof SeqOrZero>;
