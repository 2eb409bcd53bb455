import type { AccountId, ConversationId, ConversationsEvent } from "@kring/domain/contract";
import { appendEvent, inTransaction, type Pool, pgExecutor } from "@kring/service-kit";
import { beginScan, takeUnread } from "./unread.store.ts";

/** N-04: unread for a quarter of an hour. */
const UNREAD_MS = 900_000;
/** Gateways note who is online every half minute: who was not noted for this long is away. */
export const AWAY_MS = 90_000;
/** A scan that did not happen for longer than this leaves out what it missed. */
const BACK_MS = 2 * 86_400_000;
const MOST = 5_000;

/**
 * N-04: tells the accounts service who has not read something for a while and is away: one fact for each person, whatever the number of
 * conversations and messages, and once, however many gateways look. Gives how many persons.
 */
export function tellUnread(pool: Pool, now = Date.now()): Promise<number> {
  return inTransaction(pool, async (client) => {
    if (!(await beginScan(client))) return 0;
    const times = { now, unreadMs: UNREAD_MS, awayMs: AWAY_MS, backMs: BACK_MS };
    const byAccount = new Map<AccountId, ConversationId[]>();
    for (const { account, c } of await takeUnread(client, times, MOST)) {
      byAccount.set(account, [...(byAccount.get(account) ?? []), c]);
    }
    for (const [accountId, conversationIds] of byAccount) {
      await appendEvent<ConversationsEvent>(pgExecutor(client), {
        type: "messages-unread.v1",
        payload: { accountId, conversationIds },
      });
    }
    return byAccount.size;
  });
}
