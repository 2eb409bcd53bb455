import { type EndedParts, endParticipations, type OpenPart } from "@kring/domain";
import type { AccountId, ConversationId, ConversationsEvent, Entry, Handle } from "@kring/domain/contract";
import { appendEvents, type PoolClient, pgExecutor } from "@kring/service-kit";
import { type BatchItem, type BatchResult, sendBatch } from "../message/index.ts";
import type { ConversationChange } from "./conversation-change.ts";
import {
  changeManagers,
  forgetParts,
  type LockedConversation,
  lockConversations,
  type PartKey,
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
  const endings = conversations.map((conversation) => endingOf(conversation, endParticipations(conversation, ties)));
  const all = endings.filter(({ leaving, forgotten, closes }) => leaving.length + forgotten.length > 0 || closes);
  const left = all.filter(({ leaving }) => leaving.length > 0);

  // Of all of them together: somebody may have taken part in thousands, and others wait for them meanwhile.
  const entries = await numberEnds(client, all);
  await changeManagers(
    client,
    all.filter(({ conversation, manager }) => manager !== conversation.manager),
  );
  await forgetParts(client, keysOf(all, "forgotten"));
  await dropProposals(client, keysOf(left, "ended"));
  await escalateIfNobodyIsLeft(client, left);
  return all.map(({ conversation, c, forgotten, stay }) => ({
    c,
    entries: entries.get(c) ?? [],
    lost: onlyForgotten(conversation, forgotten),
    views: outsider(conversation.about, stay),
  }));
}

/** What ends in one conversation. */
interface Ending extends EndedParts {
  c: ConversationId;
  conversation: LockedConversation;
  leaving: OpenPart[];
  stay: OpenPart[];
}

function endingOf(conversation: LockedConversation, ends: EndedParts): Ending {
  const leaving = conversation.parts.filter(({ handle }) => ends.ended.includes(handle));
  const stay = conversation.parts.filter((part) => !leaving.includes(part));
  return { ...ends, closes: ends.closes && !conversation.closed, c: conversation.id, conversation, leaving, stay };
}

const keysOf = (endings: readonly Ending[], which: "ended" | "forgotten"): PartKey[] =>
  endings.flatMap((ending) => ending[which].map((handle) => ({ c: ending.c, handle })));

/** Accounts that can read nothing of it any more, and are told by no entry. */
function onlyForgotten({ parts, kept }: LockedConversation, forgotten: readonly Handle[]): AccountId[] {
  const readers = [...parts, ...kept.filter(({ handle }) => !forgotten.includes(handle))];
  const gone = kept.filter(({ accountId }) => !readers.some((part) => part.accountId === accountId));
  return [...new Set(gone.map(({ accountId }) => accountId))];
}

/** The client whom it is about, where they take no part: they see that it exists, and how many are in it. */
const outsider = (about: AccountId | null, stay: readonly OpenPart[]): AccountId[] =>
  about === null || stay.some(({ accountId }) => accountId === about) ? [] : [about];

/** The entries of each, in their order. */
async function numberEnds(client: PoolClient, endings: readonly Ending[]): Promise<Map<ConversationId, Entry[]>> {
  const ends = endings.flatMap(({ c, leaving, closes }) => [
    ...leaving.map((part) => ({ c, part })),
    ...(closes ? [{ c, part: undefined }] : []),
  ]);
  if (ends.length === 0) return new Map();
  const results = await sendBatch(
    client,
    ends.map(({ c, part }): BatchItem => (part ? { kind: "left", c, account: part.accountId } : { kind: "closed", c })),
  );
  const left = ends.flatMap(({ c, part }) => (part ? { conversationId: c, accountId: part.accountId } : []));
  await appendEvents<ConversationsEvent>(
    pgExecutor(client),
    left.map((payload) => ({ type: "participant-left.v1", payload })),
  );
  const entries = new Map<ConversationId, Entry[]>(endings.map(({ c }) => [c, []]));
  for (const [index, { c, part }] of ends.entries()) entries.get(c)?.push(toEntry(results[index], part));
  return entries;
}

function toEntry(result: BatchResult | undefined, part: OpenPart | undefined): Entry {
  if (!result || "refused" in result) throw new Error("The end of a participation was refused");
  const numbered = { n: result.seq, at: result.at };
  return part ? { ...numbered, kind: "left", by: part.handle } : { ...numbered, kind: "closed" };
}
