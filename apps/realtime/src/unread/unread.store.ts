import type { AccountId, ConversationId } from "@kring/domain/contract";
import type { Pool, PoolClient } from "@kring/service-kit";
import { clockOf, isOnline, moved, presenceKnownAt } from "./presence.store.ts";

/** Messages of others that `v` (a participant) has not read. Own ones also under an earlier handle. */
const UNREAD = `SELECT FROM entry e
  WHERE e.conversation_id = v.conversation_id AND e.kind = 'message' AND NOT e.deleted
    AND e.seq > v.read_seq AND e.seq >= v.reads_from
    AND e.sender <> ALL (ARRAY(
      SELECT o.handle FROM participant o WHERE o.account_id = v.account_id AND o.conversation_id = v.conversation_id))`;

/** Where it is kept of whom was told what. */
type Told = "unread_missed" | "unread_told";

/**
 * Who waits (`w`) as a participant, when they were last online and told (from a table of what was told). Each by itself, as what says
 * `OFFSET 0`: joined, all participants or all entries would be read wherever Postgres misjudges how many wait.
 */
const waiter = (told: Told) => `(SELECT v.*, s.at AS seen_at, t.at AS told_at FROM participant v
  JOIN account a ON a.id = v.account_id AND a.active
  LEFT JOIN account_seen s ON s.account_id = v.account_id
  LEFT JOIN ${told} t ON t.account_id = v.account_id AND t.conversation_id = v.conversation_id
  WHERE v.account_id = w.account_id AND v.conversation_id = w.conversation_id AND v.to_seq IS NULL OFFSET 0) v`;
/** What was said before they were last told is no news. */
const NEWS = `${UNREAD} AND e.at >= w.at AND (v.told_at IS NULL OR e.at > v.told_at)`;

export interface Pair {
  account: AccountId;
  c: ConversationId;
}

const PAUSE = "interval '50 seconds'";
/** A message is stored some time after its number was given: what is younger is left to the next scan. */
const STORED = "interval '1 minute'";
/** Looked at again, which tells nobody twice: after the clock was set back, no scan happens for some minutes. */
const AGAIN = "interval '5 minutes'";

/**
 * Begins a scan where none was begun within the last minute, by whichever gateway, and it is known who is online. Gives its moment, and
 * what was said between which moments is to be looked at.
 */
export async function beginScan(
  client: PoolClient,
  now?: number,
): Promise<{ now: Date; from: Date; until: Date } | null> {
  // Versions of before know this lock alone.
  const lock = await client.query<{ mine: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('unread', 0)) AS mine",
  );
  if (lock.rows[0]?.mine !== true) return null;
  const { rows } = await client.query<{ now: Date; from: Date; until: Date }>(
    `WITH clock AS (SELECT date_trunc('milliseconds', ${clockOf(1)}) AS now),
       last AS MATERIALIZED (SELECT u.until FROM unread_scan u, clock
         WHERE (u.at <= clock.now - ${PAUSE} OR u.at > clock.now) AND ${presenceKnownAt("clock.now")})
     UPDATE unread_scan u SET at = clock.now, until = clock.now - ${STORED} FROM clock, last
     RETURNING u.at AS now, u.until, least(last.until, u.until) - ${AGAIN} AS "from"`,
    [moved(now)],
  );
  return rows[0] ?? null;
}

/** Has everybody wait who has not read what was said between these moments; who waits already does so from the earlier one. */
export async function addWaiting(client: PoolClient, { from, until }: { from: Date; until: Date }): Promise<void> {
  await client.query(
    `INSERT INTO unread_waiting (account_id, conversation_id, at)
     SELECT v.account_id, v.conversation_id, min(e.at)
     FROM entry e
     JOIN participant v ON v.conversation_id = e.conversation_id AND v.to_seq IS NULL AND v.read_seq < e.seq AND v.reads_from <= e.seq
     WHERE e.at > $1 AND e.at <= $2 AND e.kind = 'message' AND NOT e.deleted
       AND NOT EXISTS (SELECT FROM participant o
         WHERE o.conversation_id = e.conversation_id AND o.handle = e.sender AND o.account_id = v.account_id)
     GROUP BY v.account_id, v.conversation_id
     ON CONFLICT DO NOTHING`,
    [from, until],
  );
}

/**
 * Takes up who has not read what was said in a conversation until `until` and is not online, once for each conversation until they come
 * back; the others go on waiting.
 */
export async function takeUnread(
  client: PoolClient,
  told: Told,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<Pair[]> {
  const { rows } = await client.query<Pair>(
    `INSERT INTO ${told} (account_id, conversation_id, at)
     SELECT w.account_id, w.conversation_id, $1
     FROM unread_waiting w, LATERAL ${waiter(told)}
     WHERE w.at <= $2 AND NOT ${isOnline("v.seen_at", "$1::timestamptz")}
       AND (v.told_at IS NULL OR v.seen_at > v.told_at) AND EXISTS (${NEWS} AND e.at <= $2 OFFSET 0)
     ORDER BY w.at LIMIT $3
     ON CONFLICT (account_id, conversation_id) DO UPDATE SET at = excluded.at
     RETURNING account_id AS account, conversation_id AS c`,
    [now, until, limit],
  );
  return rows;
}

/**
 * Has nobody wait any longer who has read it all, or takes part no more, or was mailed and has not come back: what is said until they
 * do shows when they do.
 */
export async function endWaiting(client: PoolClient): Promise<void> {
  await client.query(
    `DELETE FROM unread_waiting w WHERE NOT EXISTS (
       SELECT FROM ${waiter("unread_told")}
       WHERE (v.told_at IS NULL OR v.seen_at > v.told_at) AND EXISTS (${NEWS} OFFSET 0) OFFSET 0)`,
  );
}

/**
 * In how many of these conversations an account has something unread now, and whether it is online; null while it is not known who
 * is.
 */
export async function countStillUnread(
  pool: Pool,
  { account, among }: { account: AccountId; among: readonly ConversationId[] },
): Promise<{ unread: number; online: boolean } | null> {
  const { rows } = await pool.query<{ unread: number; online: boolean }>(
    `SELECT (SELECT count(*)::int FROM participant v
        WHERE v.account_id = $1 AND v.conversation_id = ANY ($2::uuid[]) AND v.to_seq IS NULL AND EXISTS (${UNREAD})) AS unread,
      EXISTS (SELECT FROM account_seen s WHERE account_id = $1 AND ${isOnline("s.at", "clock_timestamp()")}) AS online
     WHERE ${presenceKnownAt("clock_timestamp()")}`,
    [account, among],
  );
  return rows[0] ?? null;
}
