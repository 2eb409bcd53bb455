import type { AccountId, ConversationId } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import type { ConversationChange } from "./conversation-change.ts";
import { lockManaged } from "./own-part.ts";
import { writeTopic } from "./participation.store.ts";

export async function changeTopic(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
  topic: string | null,
): Promise<ConversationChange> {
  const { conversation } = await lockManaged(client, viewer, c);
  if (conversation.topic === topic) return { c, entries: [] };
  await writeTopic(client, c, topic);
  return { c, entries: [], changed: "all" };
}
