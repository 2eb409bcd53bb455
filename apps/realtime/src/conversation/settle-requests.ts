import { type AccessCommand, type AccessRequestState, decideAccess, type OpenPart } from "@kring/domain";
import type { AccountId, ConversationId, ConversationsEvent } from "@kring/domain/contract";
import { appendEvent, type EventInput, type PoolClient, pgExecutor } from "@kring/service-kit";
import { type AccessRequestRow, moveRequest, readRequests } from "./access-request.store.ts";
import type { LockedConversation } from "./participation.store.ts";

/**
 * V-05: the client is let in, by whatever way: every request of theirs that is still open is granted by that, also without having
 * been answered itself.
 */
export async function closeRequestsOfClient(
  client: PoolClient,
  conversation: LockedConversation,
  by: AccountId,
): Promise<void> {
  for (const request of await readRequests(client, [conversation.id], { open: true })) {
    const granted = decideAccess(request.request, { type: "add-client" }, Date.now());
    if (!granted) continue;
    await moveRequest(client, request.id, granted, { by });
    await tell(client, { type: "access-closed.v1", payload: idsOf(request) });
  }
}

/** V-05: a request that no professional is left to answer goes to the application manager. */
export async function escalateIfNobodyIsLeft(
  client: PoolClient,
  conversations: readonly { c: ConversationId; stay: readonly OpenPart[] }[],
): Promise<void> {
  const deserted = conversations.filter(({ stay }) => !stay.some(({ kind }) => kind === "professional"));
  if (deserted.length === 0) return;
  const ids = deserted.map(({ c }) => c);
  for (const request of await readRequests(client, ids, { open: true })) {
    await escalate(client, request, { type: "lose-professionals" });
  }
}

/** Whether it was escalated. */
export async function escalate(
  client: PoolClient,
  request: AccessRequestRow,
  command: AccessCommand,
  declined: { by?: AccountId; why?: string } = {},
): Promise<boolean> {
  const next: AccessRequestState | null = decideAccess(request.request, command, Date.now());
  if (next?.state !== "escalated") return false;
  await moveRequest(client, request.id, next, declined);
  await tell(client, { type: "access-escalated.v1", payload: { ...idsOf(request), why: next.why } });
  return true;
}

export const idsOf = ({ id, conversationId, clientId }: AccessRequestRow) => ({
  requestId: id,
  conversationId,
  clientId,
});

export const tell = (client: PoolClient, event: EventInput<ConversationsEvent>) =>
  appendEvent<ConversationsEvent>(pgExecutor(client), event);
