import { endParticipations, type OpenPart } from "@kring/domain";
import type { ConversationId, ConversationsEvent, Entry } from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import { type BatchItem, type BatchResult, sendBatch } from "../message/index.ts";
import { changeManager, type LockedConversation, lockConversations, readTies } from "./participation.store.ts";

/** What a transaction did to a conversation; for the gateways, once it has committed. */
export interface ConversationChange {
  c: ConversationId;
  entries: Entry[];
}

/**
 * V-06, R-09: ends, within a transaction, every part in these conversations that has no tie to stand on any more, and
 * closes those whose client is deactivated.
 */
export async function endPartsWithoutTies(
  client: PoolClient,
  ids: readonly ConversationId[],
): Promise<ConversationChange[]> {
  const conversations = await lockConversations(client, ids);
  const parts = conversations.flatMap((conversation) => conversation.parts);
  const ties = await readTies(
    client,
    [...parts.map((part) => part.accountId), ...conversations.flatMap(({ about }) => about ?? [])],
    parts.flatMap((part) => part.viaLink ?? []),
  );
  const changes: ConversationChange[] = [];
  for (const conversation of conversations) {
    const { ended, manager, closes } = endParticipations(conversation, ties);
    const closing = closes && !conversation.closed;
    if (ended.length === 0 && !closing) continue;
    const leaving = conversation.parts.filter((part) => ended.includes(part.handle));
    const entries = await numberEnds(client, conversation, leaving, closing);
    if (manager !== conversation.manager) await changeManager(client, conversation.id, manager);
    changes.push({ c: conversation.id, entries });
  }
  return changes;
}

async function numberEnds(
  client: PoolClient,
  { id: c }: LockedConversation,
  leaving: readonly OpenPart[],
  closes: boolean,
): Promise<Entry[]> {
  const items: BatchItem[] = leaving.map((part) => ({ kind: "left", c, account: part.accountId }));
  if (closes) items.push({ kind: "closed", c });
  const results = await sendBatch(client, items);
  for (const { accountId } of leaving) {
    await appendEvent<ConversationsEvent>(pgExecutor(client), {
      type: "participant-left.v1",
      payload: { conversationId: c, accountId },
    });
  }
  return results.map((result, index) => toEntry(result, leaving[index]));
}

function toEntry(result: BatchResult, part: OpenPart | undefined): Entry {
  if ("refused" in result) throw new Error("The end of a participation was refused");
  const numbered = { n: result.seq, at: result.at };
  return part ? { ...numbered, kind: "left", by: part.handle } : { ...numbered, kind: "closed" };
}
