import { randomUUID } from "node:crypto";
import { type AccountId, type ConversationId, readStillUnread } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { sendBatch } from "../src/message/index.ts";
import { createReadMarkStore } from "../src/read-mark/index.ts";
import { tellUnread } from "../src/unread/index.ts";
import { beat, markSeen } from "../src/unread/presence.store.ts";
import { idOf } from "./support/cast.ts";
import { newMessageId } from "./support/device.ts";
import { INTERNAL_TOKEN, startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const SECOND = 1_000;
const MINUTE = 60_000;

interface Fact {
  accountId: AccountId;
  conversationIds: ConversationId[];
}

/** People, a conversation of three, and a clock that the test moves: presence and scans go by it, and what is said, too. */
async function prepare() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const owner = stage.database.pool("postgres");
  const c = await stage.start(["emma", "sanne", "fatima"]);
  let now = Date.now();
  const other = randomUUID();
  /** Whoever does something was there by the test's clock, too. */
  const wasThere = async (name: DemoName) => {
    await markSeen(stage.pool, [idOf(name)], now);
    await owner.query("UPDATE account_seen SET at = $2 WHERE account_id = $1", [idOf(name), new Date(now)]);
  };
  /** Says something at the moment of the clock; not over a connection, whose gateway would note it by the real one. */
  const say = async (name: DemoName, at: ConversationId = c) => {
    await sendBatch(stage.pool, [
      { kind: "message", c: at, account: idOf(name), id: newMessageId(), text: "Tot zondag" },
    ]);
    await owner.query(
      "UPDATE entry SET at = $2 WHERE conversation_id = $1 AND seq = (SELECT max(seq) FROM entry WHERE conversation_id = $1)",
      [at, new Date(now)],
    );
    await wasThere(name);
  };
  const told = async (type: string) => {
    const { rows } = await owner.query<{ payload: Fact }>("DELETE FROM outbox WHERE type = $1 RETURNING payload", [
      type,
    ]);
    return rows
      .map(({ payload: { accountId, conversationIds } }) => ({ accountId, conversationIds: conversationIds.sort() }))
      .sort((one, another) => (one.accountId < another.accountId ? -1 : 1));
  };
  const read = async (name: DemoName) => {
    await createReadMarkStore(stage.pool).markRead(idOf(name), c, 99);
    await wasThere(name);
  };
  const online = new Set<DemoName>();
  const note = () => beat(stage.pool, other, { accounts: [...online].map(idOf), now });
  return {
    ...{ stage, gateway, owner, c, say, read, online, note },
    now: () => now,
    seen: (name: DemoName) => markSeen(stage.pool, [idOf(name)], now),
    /** Time passes: each half minute a gateway notes who is online, each minute there is a scan. */
    pass: async (duration: number) => {
      for (const end = now + duration; now < end; ) {
        now += 30 * SECOND;
        await note();
        if ((now / (30 * SECOND)) % 2 < 1) await tellUnread(stage.pool, now);
      }
    },
    /** Time passes without anybody noting anything. */
    skip: (duration: number) => {
      now += duration;
    },
    mails: () => told("messages-unread.v1"),
    devices: () => told("messages-missed.v1"),
  };
}

const people = (facts: readonly Fact[]) => facts.map(({ accountId }) => accountId);
const ids = (...names: DemoName[]) => names.map(idOf).sort();

describe("N-04 unread for a while", () => {
  test("is told after a quarter of an hour, one fact for each person, and to nobody else", async () => {
    const { stage, c, say, pass, mails } = await prepare();
    const other = await stage.start(["sanne", "emma"]);
    await pass(5 * MINUTE);
    await say("sanne");
    await say("sanne", other);
    await pass(14 * MINUTE);
    expect(await mails()).toEqual([]);
    await pass(3 * MINUTE);
    const facts = new Map((await mails()).map(({ accountId, conversationIds }) => [accountId, conversationIds]));
    expect(facts).toEqual(
      new Map([
        [idOf("emma"), [c, other].sort()],
        [idOf("fatima"), [c]],
      ]),
    );
    await pass(30 * MINUTE);
    expect(await mails()).toEqual([]);
  });

  test("is told once, however many gateways look at the same time, who look once in a minute", async () => {
    const { stage, say, pass, note, skip, now, mails } = await prepare();
    await pass(5 * MINUTE);
    await say("sanne");
    await pass(13 * MINUTE);
    for (let beats = 0; beats < 8; beats += 1) {
      skip(30 * SECOND);
      await note();
    }
    const second = stage.database.pool("kring_realtime");
    const counts = await Promise.all([stage.pool, second, stage.pool, second].map((pool) => tellUnread(pool, now())));
    expect(counts.filter((count) => count > 0)).toHaveLength(1);
    expect(people(await mails())).toEqual(ids("emma", "fatima"));
    await say("fatima");
    expect(await tellUnread(second, now() + 40 * SECOND)).toBe(0);
    const { rows } = await stage.pool.query("SELECT at FROM unread_scan");
    expect(rows[0].at).toEqual(new Date(now()));
  });

  test("is not told of who is online, or who read it; who goes without having read it is told, whenever that is", async () => {
    const { say, pass, online, read, mails } = await prepare();
    online.add("emma");
    await pass(5 * MINUTE);
    await say("sanne");
    await read("fatima");
    await pass(20 * MINUTE);
    expect(await mails()).toEqual([]);
    online.delete("emma");
    await pass(4 * MINUTE);
    expect(people(await mails())).toEqual(ids("emma"));
  });

  test("is told once for each conversation until they come back, then of what is new alone", async () => {
    const { say, pass, seen, mails } = await prepare();
    await pass(5 * MINUTE);
    await say("sanne");
    await pass(20 * MINUTE);
    expect(people(await mails())).toEqual(ids("emma", "fatima"));
    await say("fatima");
    await pass(20 * MINUTE);
    expect(people(await mails())).toEqual(ids("sanne"));

    await seen("emma");
    await pass(20 * MINUTE);
    expect(await mails()).toEqual([]);
    await say("sanne");
    await pass(20 * MINUTE);
    // Fatima was back, too, when she said something.
    expect(people(await mails())).toEqual(ids("emma", "fatima"));
  });

  test("is not told of own words, of what was taken away, nor to who takes part no more", async () => {
    const { owner, c, say, pass, mails } = await prepare();
    await pass(5 * MINUTE);
    await say("sanne");
    await owner.query("UPDATE entry SET deleted = true, body = NULL WHERE conversation_id = $1 AND kind = 'message'", [
      c,
    ]);
    await pass(20 * MINUTE);
    expect(await mails()).toEqual([]);
    await say("sanne");
    await pass(2 * MINUTE);
    await owner.query(
      "UPDATE participant SET to_seq = 99, left_at = now() WHERE conversation_id = $1 AND account_id = $2",
      [c, idOf("emma")],
    );
    await pass(20 * MINUTE);
    expect(people(await mails())).toEqual(ids("fatima"));
    const { rows } = await owner.query("SELECT FROM unread_waiting");
    expect(rows).toEqual([]);
  });
});

describe("N-03 missed a minute ago", () => {
  test("is told for devices at once, once for each conversation until they come back", async () => {
    const { c, stage, say, pass, seen, devices, mails } = await prepare();
    const other = await stage.start(["sanne", "emma"]);
    await pass(5 * MINUTE);
    await say("sanne");
    await pass(2 * MINUTE);
    expect(await devices()).toEqual(ids("emma", "fatima").map((accountId) => ({ accountId, conversationIds: [c] })));
    expect(await mails()).toEqual([]);
    await say("sanne");
    await say("sanne", other);
    await pass(3 * MINUTE);
    expect(await devices()).toEqual([{ accountId: idOf("emma"), conversationIds: [other] }]);
    await seen("emma");
    await pass(3 * MINUTE);
    expect(await devices()).toEqual([{ accountId: idOf("emma"), conversationIds: [c] }]);
    await seen("emma");
    await pass(3 * MINUTE);
    expect(await devices()).toEqual([]);
    await say("sanne");
    await pass(3 * MINUTE);
    expect(await devices()).toEqual([{ accountId: idOf("emma"), conversationIds: [c] }]);
  });

  test("is not told of who is online or read it", async () => {
    const { say, pass, online, read, devices } = await prepare();
    online.add("emma");
    await pass(5 * MINUTE);
    await say("sanne");
    await read("fatima");
    await pass(10 * MINUTE);
    expect(await devices()).toEqual([]);
  });
});

describe("N-04 while it is not known who is online", () => {
  test("nothing is told: who was there all the time is left in peace, and who was not is told once, after all were noted", async () => {
    const { say, pass, skip, note, now, stage, online, mails, devices } = await prepare();
    online.add("emma");
    await pass(5 * MINUTE);
    await say("sanne");
    // Postgres is away for an hour; the gateway and its people stay.
    skip(60 * MINUTE);
    expect(await tellUnread(stage.pool, now())).toBe(0);
    await note();
    await pass(10 * MINUTE);
    expect([people(await mails()), people(await devices())]).toEqual([ids("fatima"), ids("fatima")]);
    online.delete("emma");
    await pass(4 * MINUTE);
    expect(people(await mails())).toEqual(ids("emma"));
    await pass(60 * MINUTE);
    expect(await mails()).toEqual([]);
  });

  test("also when every gateway was started anew, whatever the time in between", async () => {
    const { say, pass, skip, note, now, owner, stage, online, mails } = await prepare();
    online.add("emma");
    await pass(5 * MINUTE);
    await say("sanne");
    await owner.query("DELETE FROM gateway_beat");
    skip(9 * 24 * 60 * MINUTE);
    online.delete("emma");
    await note();
    skip(30 * SECOND);
    // She comes back a minute after the platform did.
    expect(await tellUnread(stage.pool, now())).toBe(0);
    online.add("emma");
    await pass(10 * MINUTE);
    expect(people(await mails())).toEqual(ids("fatima"));
  });

  test("nor while one gateway with people is silent, until they had the time to go elsewhere", async () => {
    const { say, pass, now, stage, mails } = await prepare();
    await pass(20 * MINUTE);
    await say("sanne");
    await pass(12 * MINUTE);
    await beat(stage.pool, randomUUID(), { accounts: [idOf("emma"), idOf("daan")], now: now() });
    await pass(4 * MINUTE);
    expect(await mails()).toEqual([]);
    await pass(4 * MINUTE);
    expect(people(await mails())).toEqual(ids("emma", "fatima"));
  });

  test("a gateway without people that is silent keeps nobody waiting", async () => {
    const { say, pass, now, stage, mails } = await prepare();
    await pass(20 * MINUTE);
    await say("sanne");
    await pass(13 * MINUTE);
    await beat(stage.pool, randomUUID(), { accounts: [], now: now() });
    await pass(4 * MINUTE);
    expect(people(await mails())).toEqual(ids("emma", "fatima"));
  });

  test("what was said long before the first scan is no news, what is said after it is", async () => {
    const { say, pass, skip, owner, mails } = await prepare();
    await say("sanne");
    skip(3 * 60 * MINUTE);
    // The migration's row, an hour before.
    await owner.query("UPDATE unread_scan SET until = until + interval '3 hours'");
    await pass(30 * MINUTE);
    expect(await mails()).toEqual([]);
    await say("sanne");
    await pass(10 * MINUTE);
    expect(await mails()).toEqual([]);
    await pass(8 * MINUTE);
    expect(people(await mails())).toEqual(ids("emma", "fatima"));
  });

  test("a clock that was set back forgets nobody", async () => {
    const { say, pass, skip, note, mails } = await prepare();
    await pass(10 * MINUTE);
    skip(-5 * MINUTE);
    await note();
    await say("sanne");
    await pass(25 * MINUTE);
    expect(people(await mails())).toEqual(ids("emma", "fatima"));
  });
});

describe("N-04 what the accounts service asks before it sends", () => {
  test("who has a connection is online; who left is not; and while nobody knows, there is no answer", async () => {
    const { stage, gateway, owner, c, say, read } = await prepare();
    const ask = (name: DemoName) =>
      fetch(`${gateway.url}${readStillUnread.path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${INTERNAL_TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify({ accountId: idOf(name), conversationIds: [c] }),
      });
    const stillUnread = async (name: DemoName) => readStillUnread.response.parse(await (await ask(name)).json());
    await until(
      "the gateway noted who is there",
      async () => (await owner.query("SELECT FROM gateway_beat")).rowCount === 1,
    );
    expect((await ask("emma")).status).toBe(503);
    await owner.query("UPDATE gateway_beat SET since = since - interval '3 minutes'");
    const sanne = await stage.device(gateway, "sanne");
    await until("who came is noted", async () => (await stillUnread("sanne")).online);
    sanne.close();
    await say("sanne");
    expect(await stillUnread("emma")).toEqual({ unread: 1, online: false });
    const emma = await stage.device(gateway, "emma");
    await until("who came is noted", async () => (await stillUnread("emma")).online);
    emma.close();
    await read("emma");
    expect(await stillUnread("emma")).toEqual({ unread: 0, online: true });
    await owner.query("UPDATE account_seen SET at = at - interval '2 minutes'");
    expect(await stillUnread("emma")).toEqual({ unread: 0, online: false });
  });

  test("a gateway that is stopped takes its row away", async () => {
    const { gateway, owner } = await prepare();
    const rows = async () => (await owner.query("SELECT FROM gateway_beat")).rowCount;
    await until("it noted who is there", async () => (await rows()) === 1);
    await gateway.stop();
    expect(await rows()).toBe(0);
  });
});
