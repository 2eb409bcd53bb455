import { type AccountId, type ConversationId, type Handle, Refused } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import type { ConversationChange } from "./conversation-change.ts";
import { lockManaged } from "./own-part.ts";
import { changeManagers } from "./participation.store.ts";

/** V-06: the manager hands over to somebody else in it. Of two at once one is manager no more when its turn comes. */
export async function handOver(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  to: Handle,
): Promise<ConversationChange> {
  const { conversation, own } = await lockManaged(client, viewer, c);
  if (!conversation.parts.some(({ handle }) => handle === to)) throw new Refused("not-found");
  if (to === own.handle) return { c, entries: [] };
  await changeManagers(client, [{ c, manager: to }]);
  return { c, entries: [], roster: true, changed: [own.handle, to] };
}
