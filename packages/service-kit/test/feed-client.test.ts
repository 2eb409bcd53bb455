import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { AnyEvent, type FeedPage, readAccountsFeed } from "@kring/domain/contract";
import { findFreePort } from "@kring/platform";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import {
  createFeedStore,
  createMetrics,
  inTransaction,
  listen,
  mountFeed,
  pgExecutor,
  pullFeed,
  startFeedConsumer,
  tailFeed,
  writeRebuiltCursor,
} from "../src/index.ts";
import { append, openRelay, positions, startOwner } from "./feed-openers.ts";
import { createDatabase, createTestApp, INTERNAL_TOKEN, noNats, openPool, serve, silent } from "./support.ts";

const Known = z.discriminatedUnion("type", [
  AnyEvent.extend({ type: z.literal("a.v1"), payload: z.object({ of: z.string() }) }),
  AnyEvent.extend({ type: z.literal("b.v1"), payload: z.object({ of: z.string() }) }),
]);

const WITHIN = { timeout: 10_000 };

/** What a version before knew of it. */
const Older = z.discriminatedUnion("type", [
  AnyEvent.extend({ type: z.literal("a.v1"), payload: z.object({ of: z.string() }) }),
]);

/** An owner that serves its feed, and a consumer's database. */
async function startBoth() {
  const { pool, owner } = await startOwner();
  const relay = openRelay(pool, noNats, 20);
  const app = createTestApp();
  mountFeed(app, readAccountsFeed, { pool, relay });
  const { url } = await serve(app);
  const source = { url: `${url}${readAccountsFeed.path}`, token: INTERNAL_TOKEN };
  const theirs = await createDatabase("feed-position.sql");
  const consumerPool = openPool(theirs.url);
  await consumerPool.query("CREATE TABLE seen (n bigint GENERATED ALWAYS AS IDENTITY, position bigint, type text)");
  const seen = async () =>
    (await consumerPool.query<{ type: string }>("SELECT type FROM seen ORDER BY n")).rows.map(({ type }) => type);
  return { pool, owner, source, consumerPool, seen, relay };
}

function startConsumer(
  { source, consumerPool }: Awaited<ReturnType<typeof startBoth>>,
  {
    fail = () => false,
    schema = Known,
    readsAgain = false,
  }: { fail?: () => boolean; schema?: z.ZodType<AnyEvent>; readsAgain?: boolean } = {},
) {
  const metrics = createMetrics("test");
  let rebuilds = 0;
  const store = createFeedStore({
    pool: consumerPool,
    feed: "accounts",
    schema,
    logger: silent,
    metrics,
    apply: async (client, events) => {
      for (const { position, type } of events) {
        await client.query("INSERT INTO seen (position, type) VALUES ($1, $2)", [position, type]);
      }
      if (fail()) throw new Error("applying failed");
    },
  });
  const consumer = startFeedConsumer({
    ...source,
    feed: "accounts",
    store,
    logger: silent,
    metrics,
    readsAgain,
    rebuild: async (from, madeGood) => {
      rebuilds += 1;
      const page = await pullFeed(source, { sinceSeconds: 7200, waitMs: 0 });
      await inTransaction(consumerPool, async (client) => {
        await client.query("DELETE FROM seen");
        await client.query("INSERT INTO seen (type) VALUES ('snapshot')");
        await writeRebuiltCursor(pgExecutor(client), "accounts", page, { from, madeGood });
      });
    },
  });
  onTestFinished(() => consumer.stop());
  return { consumer, metrics, rebuilds: () => rebuilds };
}

describe("a consumer", () => {
  test("starts from a snapshot, then applies each known event once, in order", async () => {
    const both = await startBoth();
    const { consumer, metrics } = startConsumer(both);
    await consumer.ready;
    for (const type of ["a.v1", "unknown.v9", "b.v1"]) await append(both.pool, type);
    await expect.poll(both.seen).toEqual(["snapshot", "a.v1", "b.v1"]);
    expect(await metrics.registry.getSingleMetricAsString("kring_skipped_total")).toMatch(
      /border="feed-accounts".* 1$/m,
    );
    expect(consumer.lastContactAt).toBeGreaterThan(0);
  });

  test("in several replicas applies each event once", async () => {
    const both = await startBoth();
    const consumers = [startConsumer(both), startConsumer(both), startConsumer(both)];
    await Promise.all(consumers.map(({ consumer }) => consumer.ready));
    const expected = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? "a.v1" : "b.v1"));
    for (const type of expected) await append(both.pool, type);
    await expect.poll(both.seen, { timeout: 10_000 }).toEqual(["snapshot", ...expected]);
    expect(consumers.reduce((sum, { rebuilds }) => sum + rebuilds(), 0)).toBe(1);
  });

  test("that fails to apply a page changes nothing, and tries again", async () => {
    const both = await startBoth();
    let failures = 0;
    const { consumer } = startConsumer(both, {
      fail: () => {
        failures += 1;
        return failures <= 2;
      },
    });
    await consumer.ready;
    await append(both.pool, "a.v1");
    await expect.poll(both.seen, { timeout: 10_000 }).toEqual(["snapshot", "a.v1"]);
    expect(failures).toBe(3);
  });

  test("starts over when the owner's database was restored, and when it was away too long", async () => {
    const both = await startBoth();
    const { consumer, rebuilds } = startConsumer(both);
    await consumer.ready;
    await append(both.pool, "a.v1");
    await expect.poll(both.seen).toEqual(["snapshot", "a.v1"]);
    await both.owner.query("UPDATE incarnation SET id = gen_random_uuid()");
    await expect.poll(both.seen, { timeout: 10_000 }).toEqual(["snapshot"]);
    expect(rebuilds()).toBe(2);

    await consumer.stop();
    for (const type of ["a.v1", "b.v1"]) await append(both.pool, type);
    await expect.poll(async () => (await positions(both.pool)).at(-1)).toEqual(["b.v1", 3]);
    await both.owner.query("DELETE FROM outbox WHERE position <= 2");
    const { rebuilds: again } = startConsumer(both);
    await expect.poll(again, { timeout: 10_000 }).toBe(1);
    await expect.poll(both.seen).toEqual(["snapshot"]);
  });

  test("never passes over a known event that it can't understand", async () => {
    const both = await startBoth();
    const { consumer } = startConsumer(both);
    await consumer.ready;
    await both.pool.query("INSERT INTO outbox (event_id, type, at, payload) VALUES ($1, 'a.v1', now(), '{\"of\":1}')", [
      randomUUID(),
    ]);
    await append(both.pool, "b.v1");
    await expect.poll(async () => (await positions(both.pool)).at(-1)).toEqual(["b.v1", 2]);
    await both.owner.query("UPDATE outbox SET payload = '{\"of\":\"mended\"}' WHERE type = 'a.v1'");
    await expect.poll(both.seen, { timeout: 10_000 }).toEqual(["snapshot", "a.v1", "b.v1"]);
  });
});

/** How far they have come, and what stands as skipped. */
async function cursorOf({ consumerPool }: Awaited<ReturnType<typeof startBoth>>) {
  const { rows } = await consumerPool.query<{ position: string; skipped: unknown }>(
    "SELECT position, skipped FROM feed_position",
  );
  return { position: Number(rows[0]?.position), skipped: rows[0]?.skipped };
}

describe("V-09 what a consumer of a version before skipped", () => {
  async function skipSome(readsAgain: boolean) {
    const both = await startBoth();
    const older = startConsumer(both, { schema: Older, readsAgain });
    await older.consumer.ready;
    for (const type of ["a.v1", "b.v1", "c.v9", "a.v1", "b.v1"]) await append(both.pool, type);
    await expect.poll(() => cursorOf(both), WITHIN).toEqual({ position: 5, skipped: { "b.v1": 2, "c.v9": 3 } });
    expect(await both.seen()).toEqual(["snapshot", "a.v1", "a.v1"]);
    return { both, older };
  }

  test("is in the snapshot from which a later one starts over, once; what that does not know either stays noted", async () => {
    const { both, older } = await skipSome(false);
    await older.consumer.stop();
    const newer = [startConsumer(both), startConsumer(both)];
    await Promise.all(newer.map(({ consumer }) => consumer.ready));
    await append(both.pool, "b.v1");
    await expect.poll(both.seen, WITHIN).toEqual(["snapshot", "b.v1"]);
    expect(newer.reduce((sum, { rebuilds }) => sum + rebuilds(), 0)).toBe(1);
    expect(await cursorOf(both)).toEqual({ position: 6, skipped: { "c.v9": 3 } });
  });

  test("is made good by no snapshot that another replica went past meanwhile; a feed that was restored is another matter", async () => {
    const { consumerPool } = await startBoth();
    const incarnation = randomUUID();
    const write = (position: number, left: number | undefined) =>
      writeRebuiltCursor(
        pgExecutor(consumerPool),
        "accounts",
        { incarnation, position },
        { from: left === undefined ? undefined : { incarnation, position: left, skipped: {} }, madeGood: [] },
      );
    await write(5, undefined);
    await expect(write(4, 3)).rejects.toThrow("went on past");
    await expect(write(4, undefined)).rejects.toThrow("went on past");
    await write(4, 5);
    await write(9, 2);
    const { rows } = await consumerPool.query("SELECT position::int FROM feed_position");
    expect(rows).toEqual([{ position: 9 }]);
  });

  test("is read again where there is no snapshot, each event once, and what comes after in its turn", async () => {
    const { both, older } = await skipSome(true);
    await older.consumer.stop();
    await append(both.pool, "b.v1");
    const newer = [startConsumer(both, { readsAgain: true }), startConsumer(both, { readsAgain: true })];
    await expect.poll(both.seen, WITHIN).toEqual(["snapshot", "a.v1", "a.v1", "b.v1", "b.v1", "b.v1"]);
    expect(newer.map(({ rebuilds }) => rebuilds())).toEqual([0, 0]);
    expect(await cursorOf(both)).toEqual({ position: 6, skipped: { "c.v9": 3 } });
  });

  test("is read again page by page, also where an attempt fails, and as far as it is still kept", async () => {
    const both = await startBoth();
    const older = startConsumer(both, { schema: Older, readsAgain: true });
    await older.consumer.ready;
    await both.pool.query(`INSERT INTO outbox (event_id, type, at, payload)
      SELECT gen_random_uuid(), CASE i % 2 WHEN 0 THEN 'a.v1' ELSE 'b.v1' END, now(), '{"of":"…"}' FROM generate_series(1, 900) i`);
    await expect.poll(() => cursorOf(both), WITHIN).toEqual({ position: 900, skipped: { "b.v1": 1 } });
    await older.consumer.stop();
    await both.owner.query("DELETE FROM outbox WHERE position <= 100");
    let failures = 0;
    const fail = () => {
      failures += 1;
      return failures === 2;
    };
    const newer = startConsumer(both, { readsAgain: true, fail });
    await newer.consumer.ready;
    const times = Map.groupBy(await both.seen(), (type) => type);
    expect([times.get("a.v1")?.length, times.get("b.v1")?.length]).toEqual([450, 400]);
    expect(await cursorOf(both)).toEqual({ position: 900, skipped: {} });
  });
});

describe("a gateway's tail", () => {
  test("tells recent events before it is ready, then each new one", async () => {
    const both = await startBoth();
    await append(both.pool, "a.v1");
    await expect.poll(() => positions(both.pool)).toEqual([["a.v1", 1]]);
    const told: string[] = [];
    const tail = tailFeed({
      ...both.source,
      feed: "accounts",
      schema: Known,
      types: ["a.v1", "b.v1"],
      sinceSeconds: 600,
      logger: silent,
      onEvents: (events) => told.push(...events.map(({ type }) => type)),
    });
    onTestFinished(() => tail.stop());
    await tail.ready;
    expect(told).toEqual(["a.v1"]);
    await append(both.pool, "b.v1");
    await expect.poll(() => told).toEqual(["a.v1", "b.v1"]);
    expect(tail.lastContactAt).toBeGreaterThan(0);
  });

  test("waits for an owner that is not there yet", async () => {
    const { port, open } = await reservePort();
    const told: FeedPage["events"][] = [];
    const tail = tailFeed({
      url: `http://127.0.0.1:${port}/internal/v1/events`,
      token: INTERNAL_TOKEN,
      feed: "accounts",
      schema: Known,
      sinceSeconds: 600,
      logger: silent,
      onEvents: (events) => told.push([...events]),
    });
    onTestFinished(() => tail.stop());
    expect(tail.lastContactAt).toBeUndefined();
    await open();
    await tail.ready;
    expect(tail.lastContactAt).toBeGreaterThan(0);
  });
});

async function reservePort() {
  const port = await findFreePort();
  const open = async () => {
    const { pool } = await startOwner();
    const app = createTestApp();
    mountFeed(app, readAccountsFeed, { pool, relay: openRelay(pool) });
    const running = await listen(createServer(app.express), { host: "127.0.0.1", port });
    onTestFinished(() => running.close(0));
  };
  return { port, open };
}
