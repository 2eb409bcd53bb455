import type { AccountId, ConversationId, ConversationsEvent } from "@kring/domain/contract";
import { appendEvent, type EventInput, inTransaction, type Pool, pgExecutor } from "@kring/service-kit";
import { addWaiting, beginScan, endWaiting, type Pair, takeUnread } from "./unread.store.ts";

/** N-04: unread for a quarter of an hour. */
const UNREAD_MS = 900_000;
const MOST = 5_000;

/**
 * Tells the accounts service who is away and has not read something: soon, for their devices (N-03), and after a quarter of an hour, for a
 * mail (N-04). Each is one fact for each person, whatever the number of conversations and messages, and once, however many gateways look.
 * Gives how many facts.
 */
export function tellUnread(pool: Pool, moment?: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const scan = await beginScan(client, moment);
    if (scan === null) return 0;
    const { now, until } = scan;
    await addWaiting(client, scan);
    const missed = byAccount(await takeUnread(client, "unread_missed", { now, until, limit: MOST }));
    const longAgo = new Date(now.getTime() - UNREAD_MS);
    const unread = byAccount(await takeUnread(client, "unread_told", { now, until: longAgo, limit: MOST }));
    await endWaiting(client);
    const facts: EventInput<ConversationsEvent>[] = [
      ...missed.map((payload) => ({ type: "messages-missed.v1" as const, payload })),
      ...unread.map((payload) => ({ type: "messages-unread.v1" as const, payload })),
    ];
    for (const fact of facts) await appendEvent<ConversationsEvent>(pgExecutor(client), fact);
    return facts.length;
  });
}

function byAccount(pairs: readonly Pair[]): { accountId: AccountId; conversationIds: ConversationId[] }[] {
  const found = Map.groupBy(pairs, ({ account }) => account);
  return [...found].map(([accountId, theirs]) => ({ accountId, conversationIds: theirs.map(({ c }) => c) }));
}
