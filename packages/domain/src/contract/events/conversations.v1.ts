import { z } from "zod";
import { AccessRequestId, AccountId, ConversationId, LinkId } from "../ids.ts";
import { eventEnvelope } from "./envelope.ts";

/** Facts of the conversations service, for the accounts service that owns inbox, mail and log. */

/** An account became a participant of a conversation; by their own act when they started it. */
export const ParticipantJoinedV1 = eventEnvelope(
  "participant-joined.v1",
  z.object({ conversationId: ConversationId, accountId: AccountId, byOwnAct: z.boolean() }),
);

/** An account's part in a conversation ended. */
export const ParticipantLeftV1 = eventEnvelope(
  "participant-left.v1",
  z.object({ conversationId: ConversationId, accountId: AccountId }),
);

/** A professional started a conversation about a client: for the client's contact history. */
export const ConversationStartedV1 = eventEnvelope(
  "conversation-started.v1",
  z.object({ conversationId: ConversationId, accountId: AccountId, clientId: AccountId }),
);

/** A client asked to read a conversation about them (V-05). `professionals` are those in it who can answer. */
export const AccessRequestedV1 = eventEnvelope(
  "access-requested.v1",
  z.object({
    requestId: AccessRequestId,
    conversationId: ConversationId,
    clientId: AccountId,
    professionals: z.array(AccountId),
  }),
);

/** A request went to the application manager: declined, unanswered, or nobody left to answer (V-05). */
export const AccessEscalatedV1 = eventEnvelope(
  "access-escalated.v1",
  z.object({
    requestId: AccessRequestId,
    conversationId: ConversationId,
    clientId: AccountId,
    why: z.enum(["declined", "unanswered", "nobody-left"]),
  }),
);

/** A request was answered: by a professional in the conversation, or by the application manager. */
export const AccessAnsweredV1 = eventEnvelope(
  "access-answered.v1",
  z.object({
    requestId: AccessRequestId,
    conversationId: ConversationId,
    clientId: AccountId,
    accountId: AccountId,
    by: z.enum(["professional", "application-manager"]),
    answer: z.enum(["granted", "declined"]),
  }),
);

/** A request needs no answer any more: the client was let in another way. By whom is not told: it may be a related person. */
export const AccessClosedV1 = eventEnvelope(
  "access-closed.v1",
  z.object({ requestId: AccessRequestId, conversationId: ConversationId, clientId: AccountId }),
);

/** A professional deleted a message of their own (V-08). Without the text. */
export const MessageDeletedV1 = eventEnvelope(
  "message-deleted.v1",
  z.object({ conversationId: ConversationId, accountId: AccountId, clientId: AccountId.nullable() }),
);

/** A related person showed their name to everybody in one conversation. */
export const NameShownV1 = eventEnvelope(
  "name-shown.v1",
  z.object({ conversationId: ConversationId, accountId: AccountId, linkId: LinkId, clientId: AccountId }),
);

/** A related person proposed somebody to the manager of a conversation. */
export const ParticipantProposedV1 = eventEnvelope(
  "participant-proposed.v1",
  z.object({ conversationId: ConversationId, managerId: AccountId }),
);

/**
 * Somebody has not read what was said a while ago in these conversations, and is not online (N-04): one fact for each person, and for
 * each conversation once until they come back.
 */
export const MessagesUnreadV1 = eventEnvelope(
  "messages-unread.v1",
  z.object({ accountId: AccountId, conversationIds: z.array(ConversationId).min(1) }),
);

/**
 * Something was said in these conversations, a minute ago or more, that somebody who is not online has not read: for their devices (N-03).
 * One fact for each person, and for each conversation once until they come back.
 */
export const MessagesMissedV1 = eventEnvelope(
  "messages-missed.v1",
  z.object({ accountId: AccountId, conversationIds: z.array(ConversationId).min(1) }),
);

/** Every fact that the conversations service tells. */
export const ConversationsEvent = z.discriminatedUnion("type", [
  ParticipantJoinedV1,
  ParticipantLeftV1,
  ConversationStartedV1,
  AccessRequestedV1,
  AccessEscalatedV1,
  AccessAnsweredV1,
  AccessClosedV1,
  MessageDeletedV1,
  NameShownV1,
  ParticipantProposedV1,
  MessagesUnreadV1,
  MessagesMissedV1,
]);
export type ConversationsEvent = z.infer<typeof ConversationsEvent>;
