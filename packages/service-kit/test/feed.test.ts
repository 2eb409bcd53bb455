import { randomUUID } from "node:crypto";
import { AnyEvent, type FeedPage, FeedPage as FeedPageSchema, Refused, readAccountsFeed } from "@kring/domain/contract";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import {
  appendEvent,
  createFeedStore,
  createMetrics,
  type FeedQuery,
  inTransaction,
  mountFeed,
  type Nats,
  type Pool,
  pgExecutor,
  pullFeed,
  readFeed,
  runInContext,
  startFeedConsumer,
  startRelay,
  tailFeed,
  writeFeedCursor,
} from "../src/index.ts";
import {
  createBell,
  createDatabase,
  createTestApp,
  INTERNAL_TOKEN,
  noNats,
  openPool,
  serve,
  silent,
  types,
} from "./support.ts";

const SUBJECT = "kring.feed.accounts";
const all: FeedQuery = { waitMs: 0, limit: 500 };

async function startOwner() {
  const { roleUrl, url } = await createDatabase("outbox.sql", "incarnation.sql");
  return { pool: openPool(roleUrl), owner: openPool(url) };
}

/** A relay that looks by itself only when a test says so, unless told otherwise. */
function openRelay(pool: Pool, nats: Nats = noNats, everyMs = 3_600_000) {
  const relay = startRelay({ pool, nats, subject: SUBJECT, logger: silent, everyMs });
  onTestFinished(() => relay.stop());
  return relay;
}

const append = (pool: Pool, type: string) =>
  inTransaction(pool, (client) => appendEvent(pgExecutor(client), { type, payload: { of: type } }));

const positions = async (pool: Pool) =>
  (
    await pool.query<{ type: string; position: string | null }>("SELECT type, position FROM outbox ORDER BY id")
  ).rows.map(({ type, position }) => [type, position === null ? null : Number(position)]);

describe("outbox", () => {
  test("an event commits with its change, or not at all", async () => {
    const { pool } = await startOwner();
    const failed = inTransaction(pool, async (client) => {
      await appendEvent(pgExecutor(client), { type: "never.v1", payload: {} });
      throw new Error("the change failed");
    });
    await expect(failed).rejects.toThrow();
    const id = await append(pool, "done.v1");
    const { rows } = await pool.query("SELECT event_id, type FROM outbox");
    expect(rows).toEqual([{ event_id: id, type: "done.v1" }]);
  });

  test("carries the id of the request that caused it", async () => {
    const { pool } = await startOwner();
    await runInContext({ requestId: "request-of-anna" }, () => append(pool, "one.v1"));
    const relay = openRelay(pool);
    await expect
      .poll(async () => (await readFeed({ pool, relay }, all)).events)
      .toMatchObject([{ requestId: "request-of-anna", position: 1, payload: { of: "one.v1" } }]);
  });
});

describe("races of the relay", () => {
  test("an event that commits late gets a later number: no reader ever skips it", async () => {
    const { pool } = await startOwner();
    const relay = openRelay(pool);
    const slow = await pool.connect();
    await slow.query("BEGIN");
    await appendEvent(pgExecutor(slow), { type: "slow.v1", payload: {} });
    await append(pool, "fast.v1");
    relay.nudge();
    await expect.poll(() => positions(pool)).toEqual([["fast.v1", 1]]);
    await slow.query("COMMIT");
    slow.release();
    relay.nudge();
    await expect
      .poll(() => positions(pool))
      .toEqual([
        ["slow.v1", 2],
        ["fast.v1", 1],
      ]);
    expect(types(await readFeed({ pool, relay }, { ...all, after: 1 }))).toEqual(["slow.v1"]);
  });

  test("several relays and many writers give every event one number, without gaps", async () => {
    const { pool } = await startOwner();
    const relays = [openRelay(pool), openRelay(pool), openRelay(pool)];
    const write = async (writer: number) => {
      for (let i = 0; i < 40; i += 1) {
        await append(pool, `w${writer}.v1`);
        relays[(writer + i) % relays.length]?.nudge();
      }
    };
    await Promise.all([0, 1, 2, 3, 4].map(write));
    for (const relay of relays) relay.nudge();
    const numbered = async () => (await positions(pool)).map(([, position]) => Number(position)).sort((a, b) => a - b);
    await expect.poll(numbered).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  test("more than one batch is numbered at once", async () => {
    const { pool } = await startOwner();
    await pool.query(
      "INSERT INTO outbox (event_id, type, at, payload) SELECT gen_random_uuid(), 'many.v1', now(), '{}' FROM generate_series(1, 2500)",
    );
    openRelay(pool);
    await expect
      .poll(async () => (await pool.query("SELECT position FROM outbox_head")).rows)
      .toEqual([{ position: "2500" }]);
  });

  test("an event whose writer never nudged is found by the clock", async () => {
    const { pool } = await startOwner();
    openRelay(pool, noNats, 20);
    await append(pool, "quiet.v1");
    await expect.poll(() => positions(pool)).toEqual([["quiet.v1", 1]]);
  });
});

describe("a feed that is waited for", () => {
  test("answers as soon as another replica rang the doorbell", async () => {
    const { pool } = await startOwner();
    const bell = createBell();
    const [here, there] = [openRelay(pool, bell), openRelay(pool, bell)];
    const waiting = readFeed({ pool, relay: here }, { ...all, waitMs: 25_000 });
    await append(pool, "one.v1");
    there.nudge();
    expect(types(await waiting)).toEqual(["one.v1"]);
  });

  test("answers within the clock's tick when the doorbell was lost", async () => {
    const { pool } = await startOwner();
    const bell = createBell();
    const [here, there] = [openRelay(pool, bell, 20), openRelay(pool, bell)];
    bell.silence(true);
    const waiting = readFeed({ pool, relay: here }, { ...all, waitMs: 25_000 });
    await append(pool, "one.v1");
    there.nudge();
    expect(types(await waiting)).toEqual(["one.v1"]);
  });

  test("goes on waiting past kinds that were not asked for, and does not ask for them again", async () => {
    const { pool } = await startOwner();
    const relay = openRelay(pool);
    const waiting = readFeed({ pool, relay }, { ...all, types: "wanted.v1,also.v1", waitMs: 25_000 });
    await append(pool, "other.v1");
    relay.nudge();
    await expect.poll(() => positions(pool)).toEqual([["other.v1", 1]]);
    await append(pool, "wanted.v1");
    relay.nudge();
    const page = await waiting;
    expect(types(page)).toEqual(["wanted.v1"]);
    expect(page.position).toBe(2);
    expect(await readFeed({ pool, relay }, { ...all, types: "also.v1" })).toMatchObject({ position: 2, events: [] });
  });

  test("ends when its reader is gone", async () => {
    const { roleUrl } = await createDatabase("outbox.sql", "incarnation.sql");
    const pool = openPool(roleUrl, 1);
    const gone = new AbortController();
    const waiting = readFeed({ pool, relay: openRelay(pool) }, { ...all, waitMs: 25_000 }, gone.signal);
    // One connection: these queries come after those of the relay's start and the reader's, so the reader waits by then.
    for (let i = 0; i < 5; i += 1) await pool.query("SELECT 1");
    gone.abort();
    expect((await waiting).events).toEqual([]);
  });
});

describe("pages", () => {
  test("follow each other by position, also where some kinds are left out", async () => {
    const { pool } = await startOwner();
    const relay = openRelay(pool);
    for (const type of ["a.v1", "b.v1", "a.v1", "b.v1", "a.v1"]) await append(pool, type);
    relay.nudge();
    await expect.poll(async () => (await positions(pool)).at(-1)).toEqual(["a.v1", 5]);
    const first = await readFeed({ pool, relay }, { waitMs: 0, limit: 2, types: "a.v1" });
    expect([first.events.map(({ position }) => position), first.position]).toEqual([[1, 3], 3]);
    const second = await readFeed({ pool, relay }, { waitMs: 0, limit: 2, types: "a.v1", after: first.position });
    expect([second.events.map(({ position }) => position), second.position]).toEqual([[5], 5]);
    expect(FeedPageSchema.parse(second).incarnation).toBe(first.incarnation);
  });

  test("begin at the first event of the last so many seconds, at the end where there is none", async () => {
    const { pool, owner } = await startOwner();
    const relay = openRelay(pool);
    for (const type of ["old.v1", "new.v1"]) await append(pool, type);
    await owner.query("UPDATE outbox SET at = now() - interval '1 hour' WHERE type = 'old.v1'");
    relay.nudge();
    await expect.poll(async () => (await positions(pool)).at(-1)).toEqual(["new.v1", 2]);
    expect(types(await readFeed({ pool, relay }, { ...all, sinceSeconds: 60 }))).toEqual(["new.v1"]);
    expect(types(await readFeed({ pool, relay }, { ...all, sinceSeconds: 7200 }))).toEqual(["old.v1", "new.v1"]);
    await owner.query("UPDATE outbox SET at = now() - interval '1 hour'");
    expect(await readFeed({ pool, relay }, { ...all, sinceSeconds: 60 })).toMatchObject({ position: 2, events: [] });
  });

  test("a reader older than what is kept is told so, and one from the future too", async () => {
    const { pool, owner } = await startOwner();
    for (let i = 0; i < 4; i += 1) await append(pool, `${i}.v1`);
    const first = openRelay(pool);
    await expect.poll(async () => (await positions(pool)).at(-1)).toEqual(["3.v1", 4]);
    await owner.query("UPDATE outbox SET at = now() - interval '31 days' WHERE position <= 2");
    await first.stop();
    const relay = openRelay(pool);
    await expect.poll(async () => (await positions(pool)).length).toBe(2);
    const read = (after: number) => readFeed({ pool, relay }, { ...all, after });
    expect(types(await read(2))).toEqual(["2.v1", "3.v1"]);
    await expect(read(1)).rejects.toMatchObject({ code: "link-expired" });
    await expect(read(5)).rejects.toBeInstanceOf(Refused);
    expect(types(await readFeed({ pool, relay }, all))).toEqual(["2.v1", "3.v1"]);
  });
});

const Known = z.discriminatedUnion("type", [
  AnyEvent.extend({ type: z.literal("a.v1"), payload: z.object({ of: z.string() }) }),
  AnyEvent.extend({ type: z.literal("b.v1"), payload: z.object({ of: z.string() }) }),
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
  { fail = () => false }: { fail?: () => boolean } = {},
) {
  const metrics = createMetrics("test");
  let rebuilds = 0;
  const store = createFeedStore({
    pool: consumerPool,
    feed: "accounts",
    schema: Known,
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
    rebuild: async () => {
      rebuilds += 1;
      const page = await pullFeed(source, { sinceSeconds: 7200, waitMs: 0 });
      await inTransaction(consumerPool, async (client) => {
        await client.query("DELETE FROM seen");
        await client.query("INSERT INTO seen (type) VALUES ('snapshot')");
        await writeFeedCursor(pgExecutor(client), "accounts", page);
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
    expect(await metrics.registry.getSingleMetricAsString("kring_feed_skipped_total")).toMatch(/feed="accounts".* 1$/m);
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
  const { findFreePort } = await import("@kring/platform");
  const { createServer } = await import("node:http");
  const { listen } = await import("../src/index.ts");
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
