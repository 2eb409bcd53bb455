import { FeedPage as FeedPageSchema, Refused } from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { appendEvent, inTransaction, pgExecutor, readFeed, runInContext } from "../src/index.ts";
import { all, append, openRelay, positions, startOwner } from "./feed-openers.ts";
import { createBell, createDatabase, noNats, openPool, types } from "./support.ts";

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
