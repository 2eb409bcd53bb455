import { decideAccess, mayAnswerAccess, type Party } from "@kring/domain";
import { type AccessRequestId, type AccountId, type ConversationId, Refused } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import { type AccessRequestRow, findRequest, moveRequest } from "./access-request.store.ts";
import type { ConversationChange } from "./conversation-change.ts";
import { joinConversation } from "./join-conversation.ts";
import { lockOwnPart } from "./own-part.ts";
import { type LockedConversation, lockConversations } from "./participation.store.ts";
import { closeProposalsOf } from "./proposal.store.ts";
import { closeRequestsOfClient, escalate, idsOf, tell } from "./settle-requests.ts";

export type AccessAnswer = { answer: "grant" } | { answer: "decline"; reason: string };

/** V-05: a professional in it grants, or declines with a reason for the client. Of two answers one comes second. */
export async function answerAccess(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  { id, ...given }: { id: AccessRequestId } & AccessAnswer,
): Promise<ConversationChange> {
  const { conversation, standing } = await lockOwnPart(client, viewer, c);
  const request = await findRequest(client, id);
  if (!mayAnswerAccess(standing) || request?.conversationId !== c) throw new Refused("not-found");
  const command = { type: "answer", answer: given.answer } as const;
  const decision = decideAccess(request.request, command, Date.now());
  if (!decision) throw new Refused("already-done");
  const isGranted = given.answer === "grant";
  await tell(client, {
    type: "access-answered.v1",
    payload: { ...idsOf(request), accountId: viewer, by: "professional", answer: isGranted ? "granted" : "declined" },
  });
  if (isGranted) {
    await moveRequest(client, id, decision, { by: viewer });
    return letClientIn(client, conversation, viewer);
  }
  await escalate(client, request, command, { by: viewer, why: given.reason });
  return { c, entries: [], ...onlookers(conversation, request) };
}

export type AccessDecision = { answer: "grant" } | { answer: "record-ground"; ground: string };

/** V-05: the application manager grants, or records the ground on which it stays closed. */
export async function decideEscalated(
  client: PoolClient,
  applicationManager: AccountId,
  { id, ...given }: { id: AccessRequestId } & AccessDecision,
): Promise<ConversationChange> {
  const c = (await findRequest(client, id))?.conversationId;
  const [conversation] = c === undefined ? [] : await lockConversations(client, [c]);
  // Again under the lock: it may have been answered meanwhile.
  const request = await findRequest(client, id);
  if (!conversation || !request) throw new Refused("not-found");
  const decision = decideAccess(request.request, { type: "decide", answer: given.answer }, Date.now());
  if (!decision) throw new Refused("already-done");
  const isGranted = given.answer === "grant";
  const why = isGranted ? null : given.ground;
  await moveRequest(client, id, decision, { by: applicationManager, why });
  await tell(client, {
    type: "access-answered.v1",
    payload: {
      ...idsOf(request),
      accountId: applicationManager,
      by: "application-manager",
      answer: isGranted ? "granted" : "declined",
    },
  });
  if (isGranted) return letClientIn(client, conversation, applicationManager);
  return { c: conversation.id, entries: [], ...onlookers(conversation, request) };
}

/** Opens the whole history to the client; everybody in it is told by the entry. */
async function letClientIn(
  client: PoolClient,
  conversation: LockedConversation,
  giver: AccountId,
): Promise<ConversationChange> {
  const { id: c, about } = conversation;
  if (about === null) throw new Refused("not-found");
  const party: Party = { accountId: about, kind: "client", via: null };
  const joined = await joinConversation(client, conversation, party, { byOwnAct: true });
  await closeRequestsOfClient(client, conversation, giver);
  await closeProposalsOf(client, c, about);
  return { c, entries: [joined], added: [about], views: [about] };
}

/** Who sees that a request is answered: the professionals in it, and the client. */
const onlookers = ({ parts }: LockedConversation, { clientId }: AccessRequestRow) => ({
  changed: parts.filter(({ kind }) => kind === "professional").map(({ handle }) => handle),
  views: [clientId],
});
