import type { AnyEvent } from "@kring/domain/contract";
import type { z } from "zod";
import { type SkipReport, selectKnown } from "./feed-events.ts";
import type { Executor } from "./outbox.ts";
import { pgExecutor } from "./outbox.ts";
import { inTransaction, type Pool, type PoolClient } from "./postgres.ts";

/** How far a consumer has come, and on which timeline. */
export interface FeedCursor {
  incarnation: string;
  position: number;
}

/** Where a consumer keeps its cursor; `apply` moves it in the transaction of the change. */
export interface FeedStore {
  read(): Promise<FeedCursor | undefined>;
  /** False when another replica moved the cursor first: nothing was applied then. */
  apply(from: FeedCursor, to: FeedCursor, events: readonly AnyEvent[]): Promise<boolean>;
  /** Runs `work` while no other replica runs theirs. */
  alone(work: () => Promise<void>): Promise<void>;
}

/** Keeps the cursor in `feed_position` (sql/feed-position.sql); the row lock lets one replica at a time apply. */
export function createFeedStore<Event>(
  options: SkipReport & {
    pool: Pool;
    /** The events that this consumer knows, such as `AccountsEvent`; other kinds are skipped and counted. */
    schema: z.ZodType<Event>;
    /** Applies the events in the given transaction; must not commit. */
    apply: (client: PoolClient, events: readonly Event[]) => Promise<void>;
  },
): FeedStore {
  const { pool, feed, schema, apply } = options;
  return {
    read: async () => readCursor(pgExecutor(pool), feed, ""),
    apply: (from, to, events) =>
      inTransaction(pool, async (client) => {
        const current = await readCursor(pgExecutor(client), feed, "FOR UPDATE");
        if (current?.position !== from.position || current.incarnation !== from.incarnation) return false;
        const known = selectKnown(schema, events, options);
        if (known.length > 0) await apply(client, known);
        await writeFeedCursor(pgExecutor(client), feed, to);
        return true;
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

async function readCursor(executor: Executor, feed: string, lock: "" | "FOR UPDATE"): Promise<FeedCursor | undefined> {
  const text = `SELECT incarnation, position FROM feed_position WHERE feed = $1::text ${lock}`;
  const row = (await executor(text, [feed])).rows[0];
  return row ? { incarnation: String(row.incarnation), position: Number(row.position) } : undefined;
}

/** Writes the cursor; a rebuild calls it in the transaction that loads the snapshot. */
export async function writeFeedCursor(executor: Executor, feed: string, cursor: FeedCursor): Promise<void> {
  await executor(
    `INSERT INTO feed_position (feed, incarnation, position) VALUES ($1::text, $2::uuid, $3::bigint)
     ON CONFLICT (feed) DO UPDATE SET incarnation = EXCLUDED.incarnation, position = EXCLUDED.position, changed_at = now()
     RETURNING feed`,
    [feed, cursor.incarnation, cursor.position],
  );
}
