import type { AccountId, ConversationId } from "@kring/domain/contract";
import type { Pool, PoolClient } from "@kring/service-kit";

/** Messages of others that `v` (a participant) has not read. Own ones also under an earlier handle. */
const UNREAD = `SELECT FROM entry e
  WHERE e.conversation_id = v.conversation_id AND e.kind = 'message' AND NOT e.deleted
    AND e.seq > v.read_seq AND e.seq >= v.reads_from
    AND e.sender <> ALL (ARRAY(
      SELECT o.handle FROM participant o WHERE o.account_id = v.account_id AND o.conversation_id = v.conversation_id))`;

/** Times of a scan, in milliseconds. */
export interface ScanTimes {
  now: number;
  /** Unread for so long. */
  unreadMs: number;
  /** Not online for so long. */
  awayMs: number;
  /** What was said longer ago is not looked at. */
  backMs: number;
}

/** Notes that these accounts are online at `now`. */
export async function markSeen(pool: Pool, accounts: readonly AccountId[], now: number): Promise<void> {
  if (accounts.length === 0) return;
  await pool.query(
    `INSERT INTO account_seen (account_id, at)
     SELECT id, $2 FROM unnest($1::uuid[]) AS t (id) ORDER BY id
     ON CONFLICT (account_id) DO UPDATE SET at = greatest(account_seen.at, excluded.at)`,
    [accounts, new Date(now)],
  );
}

/** Makes scans follow one another; false where another gateway is at it. */
export async function beginScan(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('unread', 0)) AS mine",
  );
  return rows[0]?.mine === true;
}

/**
 * N-04: takes up who has not read what was said in a conversation a while ago and is not online, once for each conversation until they
 * come back. What was said before they were last told of it, or came back, is no news.
 */
export async function takeUnread(
  client: PoolClient,
  { now, unreadMs, awayMs, backMs }: ScanTimes,
  limit: number,
): Promise<{ account: AccountId; c: ConversationId }[]> {
  const { rows } = await client.query<{ account: AccountId; c: ConversationId }>(
    `INSERT INTO unread_told (account_id, conversation_id, at)
     SELECT v.account_id, v.conversation_id, $1
     FROM conversation c
     JOIN participant v ON v.conversation_id = c.id AND v.to_seq IS NULL AND v.read_seq < c.head
     JOIN account a ON a.id = v.account_id AND a.active
     LEFT JOIN account_seen s ON s.account_id = v.account_id
     LEFT JOIN unread_told t ON t.account_id = v.account_id AND t.conversation_id = c.id
     WHERE c.last_at > $4 AND (s.at IS NULL OR s.at < $3) AND (t.at IS NULL OR s.at > t.at)
       AND EXISTS (${UNREAD} AND e.at > $4 AND e.at <= $2 AND (t.at IS NULL OR e.at > t.at))
     ORDER BY v.account_id, v.conversation_id LIMIT $5
     ON CONFLICT (account_id, conversation_id) DO UPDATE SET at = excluded.at
     RETURNING account_id AS account, conversation_id AS c`,
    [new Date(now), new Date(now - unreadMs), new Date(now - awayMs), new Date(now - backMs), limit],
  );
  return rows;
}

/** In how many of these conversations an account has something unread now, and whether it is online. */
export async function countStillUnread(
  pool: Pool,
  { account, among, awaySince }: { account: AccountId; among: readonly ConversationId[]; awaySince: number },
): Promise<{ unread: number; online: boolean }> {
  const { rows } = await pool.query<{ unread: number; online: boolean }>(
    `SELECT (SELECT count(*)::int FROM participant v
        WHERE v.account_id = $1 AND v.conversation_id = ANY ($2::uuid[]) AND v.to_seq IS NULL AND EXISTS (${UNREAD})) AS unread,
      EXISTS (SELECT FROM account_seen WHERE account_id = $1 AND at >= $3) AS online`,
    [account, among, new Date(awaySince)],
  );
  return rows[0] ?? { unread: 0, online: false };
}
