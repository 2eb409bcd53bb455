import { mayShowName } from "@kring/domain";
import { type AccountId, type ConversationId, type ConversationsEvent, Refused } from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import type { ConversationChange } from "./conversation-change.ts";
import { lockOwnPart, partyOf } from "./own-part.ts";
import { markNameShown } from "./participation.store.ts";

/** V-03: a related person shows their name to everybody in this conversation, and in no other. Doing it again changes nothing. */
export async function showOwnName(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
): Promise<ConversationChange> {
  const { own, standing } = await lockOwnPart(client, viewer, c);
  const { via } = await partyOf(client, own);
  if (!via) throw new Refused("not-found");
  if (standing.closed) throw new Refused("conversation-closed");
  if (!mayShowName(standing)) return { c, entries: [] };
  await markNameShown(client, c, own.handle);
  await appendEvent<ConversationsEvent>(pgExecutor(client), {
    type: "name-shown.v1",
    payload: { conversationId: c, accountId: viewer, linkId: via.linkId, clientId: via.clientId },
  });
  return { c, entries: [], roster: true, changed: [own.handle] };
}
