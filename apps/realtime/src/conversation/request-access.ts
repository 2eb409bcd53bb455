import { randomUUID } from "node:crypto";
import { mayRequestAccess } from "@kring/domain";
import { type AccessRequestId, type AccountId, type ConversationId, Refused } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import { insertRequest, readRequests } from "./access-request.store.ts";
import type { ConversationChange } from "./conversation-change.ts";
import { lockConversations } from "./participation.store.ts";
import { escalateIfNobodyIsLeft, tell } from "./settle-requests.ts";

/** V-05: a client asks to read a conversation about them; without a professional in it that goes straight to the application manager. */
export async function requestAccess(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
): Promise<ConversationChange> {
  const [conversation] = await lockConversations(client, [c]);
  if (!conversation || conversation.about !== viewer) throw new Refused("not-found");
  if (conversation.parts.some(({ accountId }) => accountId === viewer)) throw new Refused("not-found");
  const before = await readRequests(client, [c]);
  const isFree = mayRequestAccess(
    false,
    before.map(({ request }) => request),
  );
  if (!isFree) throw new Refused("already-asked");

  const professionals = conversation.parts.filter(({ kind }) => kind === "professional");
  const id = randomUUID() as AccessRequestId;
  await insertRequest(client, { id, c, account: viewer });
  await tell(client, {
    type: "access-requested.v1",
    payload: {
      requestId: id,
      conversationId: c,
      clientId: viewer,
      professionals: professionals.map(({ accountId }) => accountId),
    },
  });
  await escalateIfNobodyIsLeft(client, [{ c, stay: conversation.parts }]);
  return { c, entries: [], changed: professionals.map(({ handle }) => handle), views: [viewer] };
}
