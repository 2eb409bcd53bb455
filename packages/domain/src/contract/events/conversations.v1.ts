import { z } from "zod";
import { AccountId, ConversationId } from "../ids.ts";
import { eventEnvelope } from "./envelope.ts";

/** Facts of the conversations service, for the accounts service that owns inbox and mail. */

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

/** Every fact that the conversations service tells. */
export const ConversationsEvent = z.discriminatedUnion("type", [ParticipantJoinedV1, ParticipantLeftV1]);
export type ConversationsEvent = z.infer<typeof ConversationsEvent>;
