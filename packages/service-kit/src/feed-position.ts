import type { AnyEvent } from "@kring/domain/contract";
import type { z } from "zod";
import { knowsKind, type SkipReport, selectKnown } from "./feed-events.ts";
import type { Executor } from "./outbox.ts";
import { pgExecutor } from "./outbox.ts";
import { inTransaction, type Pool, type PoolClient } from "./postgres.ts";

/** How far a consumer has come, and on which timeline. */
export interface FeedCursor {
  incarnation: string;
  position: number;
}

/** Kinds of events, or of what they are about, that were skipped as unknown, each with the position of the first that was. */
export type SkippedKinds = Readonly<Record<string, number>>;

export interface StoredCursor extends FeedCursor {
  skipped: SkippedKinds;
}

/** Where a consumer keeps its cursor; `apply` moves it in the transaction of the change. */
export interface FeedStore {
  read(): Promise<StoredCursor | undefined>;
  /** False when another replica moved the cursor first: nothing was applied then. */
  apply(from: StoredCursor, to: FeedCursor, events: readonly AnyEvent[]): Promise<boolean>;
  /** Of what was skipped: what this version knows. */
  learned(cursor: StoredCursor): string[];
  /** Applies events that were skipped; these kinds stand as skipped from `next` on, or no longer. False as with `apply`. */
  makeGood(from: StoredCursor, events: readonly AnyEvent[], to: { kinds: string[]; next?: number }): Promise<boolean>;
  /** Runs `work` while no other replica runs theirs. */
  alone(work: () => Promise<void>): Promise<void>;
}

export interface FeedStoreOptions<Event> extends SkipReport {
  pool: Pool;
  /** The events that this consumer knows, such as `AccountsEvent`; other kinds are skipped, counted, and noted for a later version. */
  schema: z.ZodType<Event>;
  /** Whether this version knows what it noted by `noteSkippedKinds`, which is no kind of event. */
  knowsWord?: (kind: string) => boolean;
  /** Applies the events in the given transaction; must not commit. */
  apply: (client: PoolClient, events: readonly Event[]) => Promise<void>;
}

/** Keeps the cursor in `feed_position` (sql/feed-position.sql); the row lock lets one replica at a time apply. */
export function createFeedStore<Event>(options: FeedStoreOptions<Event>): FeedStore {
  const { pool, feed, schema, apply, knowsWord = () => false } = options;

  /** Nothing where the cursor is another one by now. */
  const from = (cursor: StoredCursor, work: (client: PoolClient) => Promise<void>): Promise<boolean> =>
    inTransaction(pool, async (client) => {
      const current = await readCursor(pgExecutor(client), feed, "FOR UPDATE");
      if (!isSameCursor(current, cursor)) return false;
      await work(client);
      return true;
    });

  return {
    read: async () => readCursor(pgExecutor(pool), feed, ""),
    apply: (cursor, to, events) =>
      from(cursor, async (client) => {
        const skipped: Record<string, number> = {};
        const onSkipped = ({ type, position }: AnyEvent) => {
          skipped[type] ??= position;
        };
        const known = selectKnown(schema, events, { ...options, onSkipped });
        await writeFeedCursor(pgExecutor(client), feed, to, { skipped });
        if (known.length > 0) await apply(client, known);
      }),
    learned: ({ skipped }) => Object.keys(skipped).filter((kind) => knowsKind(schema, kind) || knowsWord(kind)),
    makeGood: (cursor, events, { kinds, next }) =>
      from(cursor, async (client) => {
        const known = selectKnown(schema, events, options);
        if (known.length > 0) await apply(client, known);
        const later = (kind: string) => [kind, Math.max(next ?? 0, cursor.skipped[kind] ?? 0)];
        const skipped = next === undefined ? {} : Object.fromEntries(kinds.map(later));
        await writeFeedCursor(pgExecutor(client), feed, cursor, { madeGood: kinds, skipped });
      }),
    alone: async (work) => {
      const client = await pool.connect();
      try {
        await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [`feed:${feed}`]);
        await work();
      } finally {
        // Ending the connection gives the lock back, whatever happened.
        client.release(true);
      }
    },
  };
}

export const isSameCursor = (one: StoredCursor | undefined, other: StoredCursor | undefined): boolean =>
  one?.incarnation === other?.incarnation &&
  one?.position === other?.position &&
  JSON.stringify(one?.skipped) === JSON.stringify(other?.skipped);

async function readCursor(
  executor: Executor,
  feed: string,
  lock: "" | "FOR UPDATE",
): Promise<StoredCursor | undefined> {
  const text = `SELECT incarnation, position, skipped FROM feed_position WHERE feed = $1::text ${lock}`;
  const row = (await executor(text, [feed])).rows[0];
  return row
    ? {
        incarnation: String(row.incarnation),
        position: Number(row.position),
        skipped: row.skipped as SkippedKinds,
      }
    : undefined;
}

/**
 * Writes the cursor of a snapshot, in the transaction that loads it, with the kinds that it makes good; what else was skipped stays noted.
 * Throws where another replica went on from `from` past the snapshot meanwhile: what it applied would be taken back.
 */
export async function writeRebuiltCursor(
  executor: Executor,
  feed: string,
  snapshot: FeedCursor,
  { from, madeGood }: { from: StoredCursor | undefined; madeGood: readonly string[] },
): Promise<void> {
  const now = await readCursor(executor, feed, "FOR UPDATE");
  // A feed that was restored may lie behind where it was left.
  const isPast = now?.incarnation === snapshot.incarnation && now.position > snapshot.position;
  if (isPast && now.position !== from?.position) throw new Error("Another replica went on past this snapshot");
  await writeFeedCursor(executor, feed, snapshot, { madeGood });
}

/** Writes the cursor. What was skipped stays noted, but for what was made good. */
async function writeFeedCursor(
  executor: Executor,
  feed: string,
  cursor: FeedCursor,
  { madeGood = [], skipped = {} }: { madeGood?: readonly string[]; skipped?: SkippedKinds } = {},
): Promise<void> {
  await executor(
    `INSERT INTO feed_position AS f (feed, incarnation, position, skipped) VALUES ($1::text, $2::uuid, $3::bigint, $5::jsonb)
     ON CONFLICT (feed) DO UPDATE SET incarnation = EXCLUDED.incarnation, position = EXCLUDED.position, changed_at = now(),
       skipped = EXCLUDED.skipped || (f.skipped - $4::text[])
     RETURNING feed`,
    [feed, cursor.incarnation, cursor.position, madeGood, JSON.stringify(skipped)],
  );
}

/** Notes, in the transaction that applies a page, what of it this version does not know though it knows the kinds of its events. */
export async function noteSkippedKinds(executor: Executor, feed: string, kinds: readonly string[]): Promise<void> {
  if (kinds.length === 0) return;
  await executor(
    `UPDATE feed_position SET skipped = (SELECT jsonb_object_agg(kind, position) FROM unnest($2::text[]) AS u (kind)) || skipped
     WHERE feed = $1::text RETURNING feed`,
    [feed, kinds],
  );
}
