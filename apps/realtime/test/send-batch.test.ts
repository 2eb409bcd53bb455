import { randomUUID } from "node:crypto";
import type { AccountId, ClientMessageId, ConversationId } from "@kring/domain/contract";
import { inTransaction, type Pool, type PoolClient } from "@kring/service-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { insertConversation, lockConversations, newHandle } from "../src/conversation/participation.store.ts";
import { type BatchItem, type BatchResult, sendBatch } from "../src/message/index.ts";
import { createConversationsDatabase } from "./support/databases.ts";
import { newMessageId } from "./support/device.ts";

const newAccount = () => randomUUID() as AccountId;

async function open() {
  const database = await createConversationsDatabase();
  onTestFinished(() => database.close());
  return {
    one: database.pool("kring_realtime", 20),
    two: database.pool("kring_realtime", 20),
    owner: database.pool("kring_conversations_owner"),
  };
}

async function start(pool: Pool, accounts: readonly AccountId[]): Promise<ConversationId> {
  const id = randomUUID() as ConversationId;
  const parts = accounts.map((accountId) => ({
    handle: newHandle(),
    accountId,
    kind: "professional" as const,
    viaLink: null,
    joinedSeq: 0,
  }));
  await inTransaction(pool, (client) => insertConversation(client, { id, topic: null, about: null }, parts));
  return id;
}

const message = (
  c: ConversationId,
  account: AccountId,
  id: ClientMessageId = newMessageId(),
  text = "…",
): BatchItem => ({
  kind: "message",
  c,
  account,
  id,
  text,
});

const numberOf = (result: BatchResult | undefined) => (result && "seq" in result ? result.seq : undefined);

async function log(pool: Pool, c: ConversationId) {
  const { rows } = await pool.query<{ seq: number; kind: string; at: Date }>(
    "SELECT seq, kind, at FROM entry WHERE conversation_id = $1 ORDER BY seq",
    [c],
  );
  return rows;
}

async function expectWithoutGaps(pool: Pool, c: ConversationId): Promise<number> {
  const entries = await log(pool, c);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  const { rows } = await pool.query<{ head: number }>("SELECT head FROM conversation WHERE id = $1", [c]);
  expect(rows[0]?.head).toBe(entries.length);
  const times = entries.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  return entries.length;
}

async function waitUntilLocked(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    if (rows[0]?.waiting) return;
  }
}

/** Ends a participation under the conversation's lock, which stays until `commit`. */
async function holdLeave(pool: Pool, c: ConversationId, account: AccountId) {
  const client: PoolClient = await pool.connect();
  await client.query("BEGIN");
  await lockConversations(client, [c]);
  await sendBatch(client, [{ kind: "left", c, account }]);
  return {
    commit: async () => {
      await client.query("COMMIT");
      client.release();
    },
  };
}

describe("V-09 one numbered log per conversation, written by one function", () => {
  test("gateways that hammer shared conversations with duplicates leave no gap, no double, no wrong number", async () => {
    const { one, two } = await open();
    const people = [newAccount(), newAccount(), newAccount()] as const;
    const conversations = await Promise.all(Array.from({ length: 5 }, () => start(one, people)));
    const acknowledged = new Map<ClientMessageId, Set<number>>();

    const hammer = async (pool: Pool, seed: number) => {
      const recent: BatchItem[] = [];
      for (let round = 0; round < 25; round += 1) {
        const fresh = conversations.map((c, index) => message(c, people[(seed + round + index) % 3] ?? people[0]));
        const again = recent.slice(-3);
        const items = seed % 2 === 0 ? [...fresh, ...again] : [...again, ...fresh.toReversed()];
        recent.push(...fresh);
        const [results] = await Promise.all([
          sendBatch(pool, items),
          sendBatch(pool === one ? two : one, fresh.slice(0, 2)),
        ]);
        results.forEach((result, index) => {
          const item = items[index];
          const n = numberOf(result);
          if (item?.kind !== "message" || n === undefined) throw new Error("a message was refused");
          acknowledged.set(item.id, (acknowledged.get(item.id) ?? new Set()).add(n));
        });
      }
    };
    await Promise.all([0, 1, 2, 3].map((seed) => hammer(seed % 2 === 0 ? one : two, seed)));

    expect([...acknowledged.values()].every((numbers) => numbers.size === 1)).toBe(true);
    let stored = 0;
    for (const c of conversations) stored += await expectWithoutGaps(one, c);
    expect(stored).toBe(acknowledged.size);
  });

  test("two batches that name the same conversations in opposite order don't wait for each other for ever", async () => {
    const { one, two } = await open();
    const person = newAccount();
    const conversations = await Promise.all(Array.from({ length: 20 }, () => start(one, [person])));
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([
        sendBatch(
          one,
          conversations.map((c) => message(c, person)),
        ),
        sendBatch(
          two,
          conversations.toReversed().map((c) => message(c, person)),
        ),
      ]);
    }
    for (const c of conversations) expect(await expectWithoutGaps(one, c)).toBe(40);
  });

  test("V-06 a message that waited behind the end of its sender's part is refused, and leaves no number", async () => {
    const { one, two } = await open();
    const [leaver, stayer] = [newAccount(), newAccount()];
    const c = await start(one, [leaver, stayer]);
    const leave = await holdLeave(one, c, leaver);
    const late = sendBatch(two, [message(c, leaver), message(c, stayer)]);
    await waitUntilLocked(one);
    await leave.commit();

    expect(await late).toMatchObject([{ refused: "not-found" }, { seq: 2 }]);
    expect((await log(one, c)).map(({ kind }) => kind)).toEqual(["left", "message"]);
  });

  test("a duplicate that waited behind its own first copy gets that copy's number", async () => {
    const { one, two } = await open();
    const person = newAccount();
    const c = await start(one, [person]);
    const item = message(c, person);
    const holder = await one.connect();
    await holder.query("BEGIN");
    const [first] = await sendBatch(holder, [item]);
    const second = sendBatch(two, [item, message(c, person)]);
    await waitUntilLocked(one);
    await holder.query("COMMIT");
    holder.release();

    expect(await second).toMatchObject([
      { seq: numberOf(first), fresh: false },
      { seq: 2, fresh: true },
    ]);
  });

  test("a first copy that was rolled back doesn't count: the retry is stored, once, without a gap", async () => {
    const { one, two } = await open();
    const person = newAccount();
    const c = await start(one, [person]);
    const item = message(c, person);
    const holder = await one.connect();
    await holder.query("BEGIN");
    await sendBatch(holder, [item]);
    const retry = sendBatch(two, [item]);
    await waitUntilLocked(one);
    await holder.query("ROLLBACK");
    holder.release();

    expect(await retry).toMatchObject([{ seq: 1, fresh: true }]);
    expect(await expectWithoutGaps(one, c)).toBe(1);
  });

  test("the same message twice in one batch counts once", async () => {
    const { one } = await open();
    const person = newAccount();
    const c = await start(one, [person]);
    const item = message(c, person);
    expect(await sendBatch(one, [item, item])).toMatchObject([
      { seq: 1, fresh: true },
      { seq: 1, fresh: false },
    ]);
  });

  test("the same messages again among many count once, and those among which one is answered keep their order", async () => {
    const { one } = await open();
    const person = newAccount();
    const [c, answered] = [await start(one, [person]), await start(one, [person])];
    const [first, second, third] = [message(c, person), message(c, person), message(c, person)];
    await sendBatch(one, [first, message(answered, person)]);
    const items = [
      second,
      message(answered, person),
      first,
      third,
      { ...message(answered, person), re: 1 },
      second,
      message(answered, person),
    ];
    expect(await sendBatch(one, items)).toMatchObject([
      { seq: 2, fresh: true },
      { seq: 2, fresh: true },
      { seq: 1, fresh: false },
      { seq: 3, fresh: true },
      { seq: 3, fresh: true },
      { seq: 2, fresh: false },
      { seq: 4, fresh: true },
    ]);
    expect(await expectWithoutGaps(one, c)).toBe(3);
    expect(await expectWithoutGaps(one, answered)).toBe(4);
  });

  test("whatever is mixed in a batch, heads and times move with the last that was said, and each kind holds what it may", async () => {
    const { one, owner } = await open();
    const [anna, ben] = [newAccount(), newAccount()];
    const [c, other] = [await start(one, [anna, ben]), await start(one, [anna])];
    const results = await sendBatch(one, [
      message(c, anna),
      message(other, anna),
      { kind: "edited", c, account: anna, id: newMessageId(), of: 1, text: "changed" },
      message(c, ben),
      { kind: "deleted", c, account: ben, id: newMessageId(), of: 3 },
      { kind: "message", c, account: anna, id: newMessageId(), text: "…", re: 1 },
      message(c, anna),
      { kind: "left", c, account: ben },
      message(c, ben),
      { kind: "closed", c },
      message(c, anna),
      message(other, anna),
    ]);
    expect(results.map((result) => ("refused" in result ? result.refused : result.seq))).toEqual([
      ...[1, 1, 2, 3, 4, 5, 6, 7],
      "not-found",
      8,
      "conversation-closed",
      2,
    ]);
    expect(await expectWithoutGaps(owner, c)).toBe(8);
    expect(await expectWithoutGaps(owner, other)).toBe(2);
    const { rows: heads } = await owner.query(
      "SELECT c.id FROM conversation c JOIN entry e ON e.conversation_id = c.id AND e.seq = c.head AND e.at = c.last_at",
    );
    expect(heads.map(({ id }) => id).sort()).toEqual([c, other].sort());
    const { rows: odd } = await owner.query(`SELECT kind FROM entry WHERE NOT CASE kind
      WHEN 'message' THEN sender IS NOT NULL AND client_id IS NOT NULL AND (body IS NOT NULL) = (NOT deleted)
      WHEN 'closed' THEN sender IS NULL AND client_id IS NULL AND body IS NULL AND ref IS NULL
      WHEN 'joined' THEN sender IS NOT NULL AND client_id IS NULL AND body IS NULL AND ref IS NULL
      WHEN 'left' THEN sender IS NOT NULL AND client_id IS NULL AND body IS NULL AND ref IS NULL
      ELSE kind IN ('edited', 'deleted') AND sender IS NOT NULL AND body IS NULL AND ref IS NOT NULL
    END`);
    expect(odd).toEqual([]);
  });

  test("an edit after a message of the same batch makes the conversation no later than the message", async () => {
    const { one, owner } = await open();
    const anna = newAccount();
    const c = await start(one, [anna]);
    await sendBatch(one, [
      message(c, anna),
      { kind: "edited", c, account: anna, id: newMessageId(), of: 1, text: "x" },
    ]);
    const { rows } = await owner.query(
      "SELECT c.last_at = e.at AS same FROM conversation c JOIN entry e ON e.conversation_id = c.id AND e.seq = 1",
    );
    expect(rows).toEqual([{ same: true }]);
  });

  test("one refusal leaves its neighbours alone", async () => {
    const { one } = await open();
    const [inside, outside] = [newAccount(), newAccount()];
    const c = await start(one, [inside]);
    const closed = await start(one, [inside]);
    await sendBatch(one, [{ kind: "closed", c: closed }]);
    const absent = randomUUID() as ConversationId;

    const items = [
      message(c, inside),
      message(c, outside),
      message(absent, inside),
      message(closed, inside),
      message(c, inside),
    ];
    expect(await sendBatch(one, items)).toMatchObject([
      { seq: 1 },
      { refused: "not-found" },
      { refused: "not-found" },
      { refused: "conversation-closed" },
      { seq: 2 },
    ]);
    expect(await expectWithoutGaps(one, c)).toBe(2);
  });

  test("a message that was stored before its sender left is not stored again after they came back", async () => {
    const { one } = await open();
    const [leaver, stayer] = [newAccount(), newAccount()];
    const c = await start(one, [leaver, stayer]);
    const item = message(c, leaver);
    await sendBatch(one, [item]);
    await (await holdLeave(one, c, leaver)).commit();
    await inTransaction(one, async (client) => {
      await lockConversations(client, [c]);
      await client.query(
        `INSERT INTO participant (conversation_id, handle, account_id, kind, joined_seq, reads_from)
         VALUES ($1, $2, $3, 'professional', 3, 3)`,
        [c, newHandle(), leaver],
      );
      expect(await sendBatch(client, [{ kind: "joined", c, account: leaver }])).toMatchObject([{ seq: 3 }]);
    });

    expect(await sendBatch(one, [item, message(c, leaver)])).toMatchObject([
      { seq: 1, fresh: false },
      { seq: 4, fresh: true },
    ]);
    expect((await log(one, c)).map(({ kind }) => kind)).toEqual(["message", "left", "joined", "message"]);
  });

  test("one account has at most one participation at a time", async () => {
    const { one } = await open();
    const person = newAccount();
    const c = await start(one, [person]);
    await expect(
      one.query(
        "INSERT INTO participant (conversation_id, handle, account_id, kind) VALUES ($1, $2, $3, 'professional')",
        [c, newHandle(), person],
      ),
    ).rejects.toMatchObject({ constraint: "participant_open" });
  });

  test("a snapshot that is older than the lock is refused", async () => {
    const { one } = await open();
    const person = newAccount();
    const c = await start(one, [person]);
    await expect(
      inTransaction(one, (client) => sendBatch(client, [message(c, person)]), { isolation: "repeatable read" }),
    ).rejects.toMatchObject({ code: "25000" });
  });
});
