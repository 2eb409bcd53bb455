import { mayLeave } from "@kring/domain";
import {
  type AccountId,
  type ConversationId,
  type ConversationsEvent,
  type Entry,
  Refused,
} from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import { type BatchItem, sendBatch } from "../message/index.ts";
import type { ConversationChange } from "./conversation-change.ts";
import { ownPartIn } from "./own-part.ts";
import { changeManagers, keepHistory, lockConversations } from "./participation.store.ts";
import { dropProposals } from "./proposal.store.ts";
import { escalateIfNobodyIsLeft } from "./settle-requests.ts";

/** V-07: what was said up to now stays readable to who leaves; with fewer than two left it closes. */
export async function leaveConversation(
  client: PoolClient,
  viewer: AccountId,
  c: ConversationId,
): Promise<ConversationChange> {
  const [locked] = await lockConversations(client, [c]);
  const isViewers = ({ accountId }: { accountId: AccountId }) => accountId === viewer;
  if (locked?.kept.some(isViewers) && !locked.parts.some(isViewers)) throw new Refused("already-done");
  const { conversation, own, standing } = ownPartIn(locked, viewer);
  if (!mayLeave(standing)) throw new Refused("hand-over-first");
  const stay = conversation.parts.filter((part) => part !== own);
  const closes = stay.length < 2 && !conversation.closed;

  const items: BatchItem[] = [{ kind: "left", c, account: viewer }];
  if (closes) items.push({ kind: "closed", c });
  const [left, closed] = await sendBatch(client, items);
  if (!left || "refused" in left || (closed && "refused" in closed)) throw new Error("Leaving was refused");
  const entries: Entry[] = [{ n: left.seq, at: left.at, kind: "left", by: own.handle }];
  if (closed) entries.push({ n: closed.seq, at: closed.at, kind: "closed" });

  await keepHistory(client, c, own.handle);
  if (standing.manages) await changeManagers(client, [{ c, manager: null }]);
  await dropProposals(client, [{ c, handle: own.handle }]);
  await escalateIfNobodyIsLeft(client, [{ c, stay }]);
  await appendEvent<ConversationsEvent>(pgExecutor(client), {
    type: "participant-left.v1",
    payload: { conversationId: c, accountId: viewer },
  });
  const { about } = conversation;
  const isOutside = about !== null && !stay.some(({ accountId }) => accountId === about);
  return { c, entries, views: isOutside ? [about] : [] };
}
