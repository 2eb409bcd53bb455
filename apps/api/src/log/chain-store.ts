import { createHash } from "node:crypto";
import { type ChainedLine, canonicalLine } from "@kring/domain";
import { inTransaction, type Pool } from "@kring/service-kit";

/** Where the chain stands: the last place that was given and the hash of its line. */
export interface ChainHead {
  n: number;
  hash: string;
}

interface LineRow {
  id: string;
  at: Date;
  actor_id: string | null;
  actor_role: string | null;
  action: string;
  client_id: string | null;
  ground: string;
  motivation: string | null;
  details: string;
  request_id: string | null;
}

const COLUMNS =
  "id, at, actor_id, actor_role, action, client_id, ground, motivation, details::text AS details, request_id";

const toChained = (n: number, row: LineRow): ChainedLine => ({
  n,
  id: row.id,
  at: row.at.getTime(),
  actorId: row.actor_id,
  actorRole: row.actor_role,
  action: row.action,
  clientId: row.client_id,
  ground: row.ground,
  motivation: row.motivation,
  details: row.details,
  requestId: row.request_id,
});

/** The hash of a line that follows on the line with the hash `before`. */
const hashLine = (before: string, line: ChainedLine): string =>
  createHash("sha256")
    .update(`${before}\n${canonicalLine(line)}`)
    .digest("hex");

/** Gives up to `limit` committed lines their places, under the lock of the head; gives how many. */
export function chainLines(pool: Pool, limit: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows: heads } = await client.query<{ n: string; hash: string }>("SELECT n, hash FROM log_head FOR UPDATE");
    const { rows } = await client.query<LineRow>(
      `SELECT ${COLUMNS} FROM log_line WHERE n IS NULL ORDER BY id LIMIT $1`,
      [limit],
    );
    const [head] = heads;
    if (!head || rows.length === 0) return 0;
    let n = Number(head.n);
    let { hash } = head;
    const places: { id: string; n: number; hash: string }[] = [];
    for (const row of rows) {
      n += 1;
      hash = hashLine(hash, toChained(n, row));
      places.push({ id: row.id, n, hash });
    }
    await client.query(
      `UPDATE log_line l SET n = place.n, hash = place.hash
       FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS place (id, n, hash) WHERE l.id = place.id`,
      [places.map(({ id }) => id), places.map((place) => place.n), places.map((place) => place.hash)],
    );
    await client.query("UPDATE log_head SET n = $1, hash = $2", [n, hash]);
    return rows.length;
  });
}

/** Asked first, so that an idle replica takes no lock. */
export async function hasUnchained(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>({
    name: "log-unchained",
    text: "SELECT EXISTS (SELECT FROM log_line WHERE n IS NULL) AS there",
  });
  return rows[0]?.there ?? false;
}

/** Committed lines that have no place yet; more than those of the last second mean that nothing chains. */
export async function countUnchained(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: string }>("SELECT count(*) AS n FROM log_line WHERE n IS NULL");
  return Number(rows[0]?.n ?? 0);
}

/** The head, and the last place that a line has: two numbers that one statement must find equal. */
export async function readHead(pool: Pool): Promise<ChainHead & { lastLine: number }> {
  const { rows } = await pool.query<{ n: string; hash: string; last: string | null }>(
    "SELECT n, hash, (SELECT max(n) FROM log_line) AS last FROM log_head",
  );
  const [row] = rows;
  if (!row) return { n: 0, hash: "", lastLine: 0 };
  return { n: Number(row.n), hash: row.hash, lastLine: Number(row.last ?? 0) };
}

/** A line with the hash that stands beside it, and the one that it must have after `before`. */
interface CheckedLine {
  n: number;
  stands: string;
  must: (before: string) => string;
}

/** Lines of the chain above `after`, in their order. */
export async function readChained(pool: Pool, after: number, limit: number): Promise<CheckedLine[]> {
  const { rows } = await pool.query<LineRow & { n: string; hash: string }>({
    name: "log-chained",
    text: `SELECT n, hash, ${COLUMNS} FROM log_line WHERE n > $1 ORDER BY n LIMIT $2`,
    values: [after, limit],
  });
  return rows.map((row) => ({
    n: Number(row.n),
    stands: row.hash,
    must: (before) => hashLine(before, toChained(Number(row.n), row)),
  }));
}

/** Keeps when the chain was checked last and what was found. */
export async function noteChecked(pool: Pool, brokenAt: number | null): Promise<void> {
  await pool.query("UPDATE log_head SET checked_at = now(), broken_at = $1", [brokenAt]);
}

/** What the last check found. */
export async function readChecked(
  pool: Pool,
): Promise<{ lines: number; checkedAt: number | null; brokenAt: number | null }> {
  const { rows } = await pool.query<{ n: string; checked_at: Date | null; broken_at: string | null }>(
    "SELECT n, checked_at, broken_at FROM log_head",
  );
  const [row] = rows;
  return {
    lines: Number(row?.n ?? 0),
    checkedAt: row?.checked_at?.getTime() ?? null,
    brokenAt: row?.broken_at == null ? null : Number(row.broken_at),
  };
}
