import { endParticipations, type OpenPart } from "@kring/domain";
import type { AccountId, ConversationId, ConversationsEvent, Entry, Handle } from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import { type BatchItem, type BatchResult, sendBatch } from "../message/index.ts";
import type { ConversationChange } from "./conversation-change.ts";
import {
  changeManager,
  forgetHistory,
  type LockedConversation,
  lockConversations,
  readTies,
} from "./participation.store.ts";
import { dropProposals } from "./proposal.store.ts";
import { escalateIfNobodyIsLeft } from "./settle-requests.ts";

/**
 * V-06, R-09: ends, within a transaction, every part in these conversations that has no tie to stand on any more, and
 * closes those whose client is deactivated.
 */
export async function endPartsWithoutTies(
  client: PoolClient,
  ids: readonly ConversationId[],
): Promise<ConversationChange[]> {
  const conversations = await lockConversations(client, ids);
  const parts = conversations.flatMap((conversation) => [...conversation.parts, ...conversation.kept]);
  const clients = conversations.flatMap(({ about }) => about ?? []);
  const accounts = [...parts.map((part) => part.accountId), ...clients];
  const links = parts.flatMap((part) => part.viaLink ?? []);
  const ties = await readTies(client, accounts, links, { clients });
  const changes: ConversationChange[] = [];
  for (const conversation of conversations) {
    const { ended, forgotten, manager, closes } = endParticipations(conversation, ties);
    const closing = closes && !conversation.closed;
    if (ended.length === 0 && forgotten.length === 0 && !closing) continue;
    const { id: c, about, parts } = conversation;
    const leaving = parts.filter((part) => ended.includes(part.handle));
    const stay = parts.filter((part) => !leaving.includes(part));
    const entries = await numberEnds(client, conversation, leaving, closing);
    if (manager !== conversation.manager) await changeManager(client, c, manager);
    await forgetHistory(client, c, { handles: forgotten });
    if (leaving.length > 0) {
      await dropProposals(client, c, ended);
      await escalateIfNobodyIsLeft(client, conversation, stay);
    }
    changes.push({ c, entries, lost: onlyForgotten(conversation, forgotten), views: outsider(about, stay) });
  }
  return changes;
}

/** Accounts that can read nothing of it any more, and are told by no entry. */
function onlyForgotten({ parts, kept }: LockedConversation, forgotten: readonly Handle[]): AccountId[] {
  const readers = [...parts, ...kept.filter(({ handle }) => !forgotten.includes(handle))];
  const gone = kept.filter(({ accountId }) => !readers.some((part) => part.accountId === accountId));
  return [...new Set(gone.map(({ accountId }) => accountId))];
}

/** The client whom it is about, where they take no part: they see that it exists, and how many are in it. */
const outsider = (about: AccountId | null, stay: readonly OpenPart[]): AccountId[] =>
  about === null || stay.some(({ accountId }) => accountId === about) ? [] : [about];

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
