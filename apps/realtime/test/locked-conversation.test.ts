import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { AccountId, ConversationId } from "@kring/domain/contract";
import { inTransaction, type Pool } from "@kring/service-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { insertConversation, newHandle } from "../src/conversation/participation.store.ts";
import { createSendQueue, readLocked, SEND_LOCK_MS, type Send, sendBatch } from "../src/message/index.ts";
import { createConversationsDatabase } from "./support/databases.ts";
import { newMessageId } from "./support/device.ts";
import { startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const account = randomUUID() as AccountId;

async function start(pool: Pool): Promise<ConversationId> {
  const id = randomUUID() as ConversationId;
  const part = { handle: newHandle(), accountId: account, kind: "professional" as const, viaLink: null, joinedSeq: 0 };
  await inTransaction(pool, (client) => insertConversation(client, { id, topic: null, about: null }, [part]));
  return id;
}

/** Somebody else's transaction that keeps rows locked until it is told to end. */
async function hold(pool: Pool, text: string, values: unknown[]): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query(text, values);
  let held = true;
  const release = async () => {
    if (!held) return;
    held = false;
    await client.query("COMMIT");
    client.release();
  };
  onTestFinished(release);
  return release;
}
const holdConversation = (pool: Pool, c: ConversationId) =>
  hold(pool, "SELECT FROM conversation WHERE id = $1 FOR NO KEY UPDATE", [c]);

async function open() {
  const database = await createConversationsDatabase();
  onTestFinished(() => database.close());
  const pool = database.pool("kring_realtime");
  const sendPool = database.pool("kring_realtime", 4, SEND_LOCK_MS);
  const batches: ConversationId[][] = [];
  const sends = createSendQueue({
    sendBatch: (items) => {
      batches.push(items.map(({ c }) => c));
      return sendBatch(sendPool, items);
    },
    readLocked: (ids) => readLocked(pool, ids),
    onStored: () => {},
    onUntold: (error) => {
      throw error;
    },
  });
  const conversations = async (count: number) => Promise.all(Array.from({ length: count }, () => start(pool)));
  /** So many commits are under way that what comes next shares one. */
  const keepBusy = async () => (await conversations(4)).map((c) => sends.submit(say(c)));
  return { owner: database.pool("kring_conversations_owner"), pool, sends, batches, conversations, keepBusy };
}

const say = (c: ConversationId, text = "…"): Send => ({ kind: "message", c, account, id: newMessageId(), text });

async function textsOf(pool: Pool, c: ConversationId): Promise<string[]> {
  const { rows } = await pool.query<{ text: string }>(
    "SELECT convert_from(body, 'UTF8') AS text FROM entry WHERE conversation_id = $1 ORDER BY seq",
    [c],
  );
  return rows.map(({ text }) => text);
}

describe("V-09 a conversation that somebody else keeps locked", () => {
  test("holds up none of those that share its commit; what was said in it is answered after the release, in its order", async () => {
    const { pool, sends, batches, conversations, keepBusy } = await open();
    const [low, held, high] = (await conversations(3)).sort();
    if (!low || !held || !high) throw new Error("Three were started.");
    const release = await holdConversation(pool, held);
    const busy = await keepBusy();
    const first = [sends.submit(say(held, "een")), sends.submit(say(held, "twee"))];
    const free = [low, high].map((c) => sends.submit(say(c)));
    let answered = false;
    void Promise.race(first).then(() => {
      answered = true;
    });
    expect(await Promise.all(free)).toMatchObject([{ n: 1 }, { n: 1 }]);
    await Promise.all(busy);
    expect(batches.some((batch) => [low, held, high].every((c) => batch.includes(c)))).toBe(true);
    // It takes nobody with it a second time, either.
    const behind = sends.submit(say(held, "drie"));
    const count = batches.length;
    expect(await Promise.all([high, low].map((c) => sends.submit(say(c))))).toMatchObject([{ n: 2 }, { n: 2 }]);
    expect(batches.slice(count).flat()).not.toContain(held);
    expect(answered).toBe(false);
    await release();
    expect(await Promise.all([...first, behind])).toMatchObject([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(await textsOf(pool, held)).toEqual(["een", "twee", "drie"]);
    expect(await textsOf(pool, high)).toHaveLength(2);
  });

  test("that is not released in time is refused with a code; the same messages again are stored, once", async () => {
    const { pool, sends, conversations, keepBusy } = await open();
    const [held, free] = await conversations(2);
    if (!held || !free) throw new Error("Two were started.");
    const release = await holdConversation(pool, held);
    const busy = await keepBusy();
    const [first, second] = [say(held, "een"), say(held, "twee")];
    const refused = sends.submit(first);
    await Promise.all([...busy, sends.submit(say(free))]);
    const behind = sends.submit(second);
    const code = { code: "unavailable", retryAfterMs: expect.any(Number) };
    await Promise.all([expect(refused).rejects.toMatchObject(code), expect(behind).rejects.toMatchObject(code)]);
    await release();
    expect(await sends.submit(first)).toMatchObject({ n: 1 });
    expect(await sends.submit(second)).toMatchObject({ n: 2 });
    expect(await sends.submit(first)).toMatchObject({ n: 1 });
    expect(await textsOf(pool, held)).toEqual(["een", "twee"]);
  });

  test("is refused at once where the gateway stops: nothing waits for it any longer", async () => {
    const { pool, sends, conversations } = await open();
    const [held] = await conversations(1);
    if (!held) throw new Error("One was started.");
    await holdConversation(pool, held);
    const refused = sends.submit(say(held));
    const idle = sends.idle();
    await expect(refused).rejects.toMatchObject({ code: "unavailable" });
    await idle;
  });

  test("something else than the conversation that stays locked, such as a file, holds up none of the others either", async () => {
    const { owner, pool, sends, conversations, keepBusy } = await open();
    const [c, free] = await conversations(2);
    if (!c || !free) throw new Error("Two were started.");
    const { rows } = await owner.query(
      `INSERT INTO attachment (id, conversation_id, handle, kind, type, size, name)
       SELECT gen_random_uuid(), $1, handle, 'document', 'application/pdf', 1, 'verslag.pdf' FROM participant WHERE conversation_id = $1
       RETURNING id`,
      [c],
    );
    const files = rows.map(({ id }) => id);
    const release = await hold(owner, "SELECT FROM attachment WHERE id = ANY ($1) FOR UPDATE", [files]);
    const busy = await keepBusy();
    const held = sends.submit({ kind: "message", c, account, id: newMessageId(), text: "met verslag", files });
    expect(await sends.submit(say(free))).toMatchObject({ n: 1 });
    await Promise.all(busy);
    await release();
    expect(await held).toMatchObject({ n: 1 });
    expect(await textsOf(pool, c)).toEqual(["met verslag"]);
  });

  test("lets everybody else talk, at the same gateway and at another one", async () => {
    const stage = await startStage();
    const [left, right] = [await stage.gateway(), await stage.gateway()];
    const held = await stage.start(["sanne", "emma"]);
    const others = await Promise.all([0, 1, 2, 3, 4, 5].map(() => stage.start(["sanne", "emma"])));
    const emma = await stage.device(left, "emma");
    const sanne = await stage.device(right, "sanne");
    const release = await holdConversation(stage.database.pool("kring_realtime"), held);
    const waiting = [emma.send(held, "van Emma"), sanne.send(held, "van Sanne")];
    const acks = await Promise.all(others.flatMap((c) => [emma.send(c, "…"), sanne.send(c, "…")]));
    expect(acks.map((ack) => ack.ok && ack.n).sort()).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
    // Longer than one commit waits for it.
    await pause(2 * SEND_LOCK_MS);
    await release();
    const numbers = (await Promise.all(waiting)).map((ack) => ack.ok && ack.n);
    expect(numbers.sort()).toEqual([1, 2]);
    await until("both heard both", () => [emma, sanne].every((device) => device.numbers(held).length === 2));
    expect([emma.numbers(held), sanne.numbers(held)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
