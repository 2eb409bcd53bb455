import { onTestFinished } from "vitest";
import {
  appendEvent,
  type FeedQuery,
  inTransaction,
  type Nats,
  type Pool,
  pgExecutor,
  startRelay,
} from "../src/index.ts";
import { createDatabase, noNats, openPool, silent } from "./support.ts";

const SUBJECT = "kring.feed.accounts";
export const all: FeedQuery = { waitMs: 0, limit: 500 };

/** A database with an outbox: as the service has it, and as its owner. */
export async function startOwner() {
  const { roleUrl, url } = await createDatabase("outbox.sql", "incarnation.sql");
  return { pool: openPool(roleUrl), owner: openPool(url) };
}

/** A relay that looks by itself only when a test says so, unless told otherwise. */
export function openRelay(pool: Pool, nats: Nats = noNats, everyMs = 3_600_000) {
  const relay = startRelay({ pool, nats, subject: SUBJECT, logger: silent, everyMs });
  onTestFinished(() => relay.stop());
  return relay;
}

export const append = (pool: Pool, type: string) =>
  inTransaction(pool, (client) => appendEvent(pgExecutor(client), { type, payload: { of: type } }));

export const positions = async (pool: Pool) =>
  (
    await pool.query<{ type: string; position: string | null }>("SELECT type, position FROM outbox ORDER BY id")
  ).rows.map(({ type, position }) => [type, position === null ? null : Number(position)]);
