import { randomUUID } from "node:crypto";
import {
  type AnyEntry,
  type ConversationId,
  type EventId,
  type Incarnation,
  RESUME_MAX_ENTRIES,
  type Resumed,
} from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { sendBatch } from "../src/message/index.ts";
import { idOf, linkOf } from "./support/cast.ts";
import { type Device, newMessageId } from "./support/device.ts";
import { type Stage, startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

async function say(stage: Stage, c: ConversationId, count: number, name: "daan" | "sanne" | "emma" = "daan") {
  await sendBatch(
    stage.pool,
    Array.from({ length: count }, (_, n) => ({
      kind: "message" as const,
      c,
      account: idOf(name),
      id: newMessageId(),
      text: `bericht ${n + 1}`,
    })),
  );
}

async function resume(device: Device, conversations: { c: ConversationId; n: number }[]): Promise<Resumed[]> {
  const { incarnation } = await device.awaitHello();
  const answer = await device.emit("resume", { incarnation, conversations });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.conversations;
}

const numbers = (entries: readonly AnyEntry[]) => entries.map(({ n }) => n);

describe("V-09 a device that was away gets what came after the numbers that it has", () => {
  test("no loss, no doubles; who is behind far gets a page and is told that there is more", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    await say(stage, c, 450);
    const sanne = await stage.device(gateway, "sanne");
    const all: number[] = [];
    for (let more = true; more; ) {
      const [answer] = await resume(sanne, [{ c, n: all.at(-1) ?? 0 }]);
      if (answer?.state !== "open") throw new Error("gone");
      expect(answer).toMatchObject({ head: 450, readSeq: 0 });
      expect(answer.entries.length).toBeLessThanOrEqual(RESUME_MAX_ENTRIES);
      all.push(...numbers(answer.entries));
      more = answer.more;
    }
    expect(all).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
  });

  test("one's own messages carry one's own ids, those of others don't", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    const sanne = await stage.device(gateway, "sanne");
    const id = newMessageId();
    await sanne.send(c, "Van mij", id);
    await daan.send(c, "Van Daan");
    const [answer] = await resume(sanne, [{ c, n: 0 }]);
    if (answer?.state !== "open") throw new Error("gone");
    expect(answer.entries.map((e) => e.kind === "message" && e.id)).toEqual([id, undefined]);
    const page = (await (await stage.get(gateway, `/realtime/v1/conversations/${c}/entries`, "daan")).json()) as {
      entries: (AnyEntry & { id?: string })[];
    };
    expect(page.entries.map((e) => e.id !== undefined)).toEqual([false, true]);
  });

  test("what is hidden is gone, like what never was; a hundred of them don't hide what is there", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const own = await stage.start(["daan", "sanne"]);
    const hidden = await stage.start(["sanne", "noor"]);
    const absent = Array.from({ length: 100 }, () => randomUUID() as ConversationId);
    const daan = await stage.device(gateway, "daan");
    const answers = await resume(
      daan,
      [hidden, ...absent, own].map((c) => ({ c, n: 0 })),
    );
    expect(answers.filter(({ state }) => state === "gone").map(({ c }) => c)).toEqual([hidden, ...absent]);
    expect(answers.at(-1)).toMatchObject({ c: own, state: "open", head: 0, entries: [], more: false });
  });

  test("numbers of another timeline are refused: load everything again", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    const incarnation = randomUUID() as Incarnation;
    const answer = await daan.emit("resume", { incarnation, conversations: [{ c, n: 3 }] });
    expect(answer).toMatchObject({ ok: false, error: { code: "incarnation-changed" } });
  });

  test("when the database turns out to be on another timeline every connection starts over", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const daan = await stage.device(gateway, "daan");
    const { incarnation } = await daan.awaitHello();
    await stage.database.pool("kring_conversations_owner").query("UPDATE incarnation SET id = gen_random_uuid()");
    await until("the connection is cut", () => !daan.socket.connected);
    const again = await stage.device(gateway, "daan");
    expect((await again.awaitHello()).incarnation).not.toBe(incarnation);
  });
});

describe("your own writes are visible to you", () => {
  test("a request that follows a change waits for it", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["sanne", "pieter"]);
    const event = await stage.accounts.putLink(linkOf("pieter", { active: false }));
    const response = await stage.get(gateway, `/realtime/v1/conversations/${c}`, "pieter", { "kring-after": event });
    expect(response.status).toBe(404);
    const pieter = await stage.device(gateway, "pieter");
    const { incarnation } = await pieter.awaitHello();
    const answer = await pieter.emit("resume", { incarnation, after: event, conversations: [{ c, n: 0 }] });
    expect(answer).toMatchObject({ ok: true, conversations: [{ c, state: "gone" }] });
  });

  test("a change that doesn't come is not-yet, with a time to wait, never a stale answer", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const event = randomUUID() as EventId;
    const response = await stage.get(gateway, "/realtime/v1/conversations", "sanne", { "kring-after": event });
    expect(response.status).toBe(425);
    expect(await response.json()).toMatchObject({ code: "not-yet", retryAfterMs: 1_000 });
    const wrong = await stage.get(gateway, "/realtime/v1/conversations", "sanne", { "kring-after": "yesterday" });
    expect(wrong.status).toBe(400);
  });
});

describe("lists and history by pages", () => {
  test("every conversation comes once, latest first, with what is unread in it and in all of them", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const started: ConversationId[] = [];
    for (let n = 0; n < 7; n += 1) started.push(await stage.start(["daan", "sanne"]));
    for (const [index, c] of started.entries()) await say(stage, c, index * 20);
    const seen: { id: ConversationId; unread: number }[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const query: string = next === "" ? "?limit=3" : `?limit=3&cursor=${next}`;
      const page = (await (await stage.get(gateway, `/realtime/v1/conversations${query}`, "sanne")).json()) as {
        conversations: typeof seen;
        next: string | null;
        unread: number;
      };
      expect(page.unread).toBe(100);
      seen.push(...page.conversations);
      next = page.next;
    }
    expect(seen.map(({ id }) => id).toSorted()).toEqual(started.toSorted());
    expect(seen.map(({ unread }) => unread)).toEqual([100, 100, 80, 60, 40, 20, 0]);
    const own = (await (await stage.get(gateway, "/realtime/v1/conversations", "daan")).json()) as { unread: number };
    expect(own.unread).toBe(0);
    expect((await stage.get(gateway, "/realtime/v1/conversations?cursor=1.x", "daan")).status).toBe(400);
  });

  test("history pages meet without a gap, from new to old", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    await say(stage, c, 25);
    const all: number[] = [];
    for (let more = true; more; ) {
      const before = all[0] === undefined ? "" : `&before=${all[0]}`;
      const path = `/realtime/v1/conversations/${c}/entries?limit=10${before}`;
      const page = (await (await stage.get(gateway, path, "sanne")).json()) as { entries: AnyEntry[]; more: boolean };
      all.unshift(...numbers(page.entries));
      more = page.more;
    }
    expect(all).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  test("V-02 who came later reads from then on, in every way of reading", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    await say(stage, c, 4);
    await stage.pool.query(
      `INSERT INTO participant (conversation_id, handle, account_id, kind, joined_seq, reads_from, read_seq)
       VALUES ($1, 'AAAAAAAAAAAAAAAA', $2, 'professional', 5, 5, 4)`,
      [c, idOf("noor")],
    );
    await sendBatch(stage.pool, [{ kind: "joined", c, account: idOf("noor") }]);
    await say(stage, c, 2);
    const noor = await stage.device(gateway, "noor");
    const [answer] = await resume(noor, [{ c, n: 0 }]);
    expect(answer?.state === "open" && numbers(answer.entries)).toEqual([5, 6, 7]);
    const path = `/realtime/v1/conversations/${c}`;
    const page = (await (await stage.get(gateway, `${path}/entries`, "noor")).json()) as {
      entries: AnyEntry[];
      more: boolean;
    };
    expect([numbers(page.entries), page.more]).toEqual([[5, 6, 7], false]);
    const view = (await (await stage.get(gateway, path, "noor")).json()) as { conversation: Record<string, unknown> };
    expect(view.conversation).toMatchObject({ readsFrom: 5, head: 7, unread: 2 });
  });
});
