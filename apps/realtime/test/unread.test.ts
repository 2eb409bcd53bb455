import { type ConversationId, readStillUnread } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { tellUnread } from "../src/unread/index.ts";
import { markSeen } from "../src/unread/unread.store.ts";
import { idOf } from "./support/cast.ts";
import { INTERNAL_TOKEN, startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const MINUTE = 60_000;

async function prepare() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const c = await stage.start(["emma", "sanne", "fatima"]);
  const say = async (name: DemoName, at: ConversationId = c) => {
    const device = await stage.device(gateway, name);
    await device.send(at, "Tot zondag");
    device.close();
  };
  const facts = async () => {
    const { rows } = await stage.pool.query<{ payload: { accountId: string; conversationIds: string[] } }>(
      "SELECT payload FROM outbox WHERE type = 'messages-unread.v1' ORDER BY payload ->> 'accountId'",
    );
    await stage.pool.query("DELETE FROM outbox WHERE type = 'messages-unread.v1'");
    return rows.map(({ payload }) => payload);
  };
  const seen = (name: DemoName, at: number) => markSeen(stage.pool, [idOf(name)], at);
  const stillUnread = async (name: DemoName) => {
    const response = await fetch(`${gateway.url}${readStillUnread.path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${INTERNAL_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ accountId: idOf(name), conversationIds: [c] }),
    });
    return readStillUnread.response.parse(await response.json());
  };
  const read = async (name: DemoName) => {
    const device = await stage.device(gateway, name);
    await device.emit("read.mark", { c, n: 99 });
    device.close();
  };
  return { stage, gateway, c, say, facts, seen, stillUnread, read };
}

describe("N-04 unread for a while", () => {
  test("is told after a quarter of an hour, one fact for each person, and to nobody else", async () => {
    const { stage, c, say, facts } = await prepare();
    const other = await stage.start(["sanne", "emma"]);
    await say("sanne");
    await say("sanne", other);
    expect(await tellUnread(stage.pool, Date.now() + 14 * MINUTE)).toBe(0);
    expect(await tellUnread(stage.pool, Date.now() + 16 * MINUTE)).toBe(2);
    const told = new Map((await facts()).map(({ accountId, conversationIds }) => [accountId, conversationIds.sort()]));
    expect(told).toEqual(
      new Map<string, string[]>([
        [idOf("emma"), [c, other].sort()],
        [idOf("fatima"), [c]],
      ]),
    );
  });

  test("is told once, however many gateways look at the same time", async () => {
    const { stage, say, facts } = await prepare();
    await say("sanne");
    const later = Date.now() + 16 * MINUTE;
    const second = stage.database.pool("kring_realtime");
    const counts = await Promise.all([stage.pool, second, stage.pool, second].map((pool) => tellUnread(pool, later)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(2);
    expect(await facts()).toHaveLength(2);
  });

  test("is not told of who is online, or who read it", async () => {
    const { stage, say, facts, seen, read } = await prepare();
    await say("sanne");
    const later = Date.now() + 16 * MINUTE;
    await seen("emma", later - MINUTE);
    await read("fatima");
    expect(await tellUnread(stage.pool, later)).toBe(0);
    // Emma leaves without having read it.
    expect(await tellUnread(stage.pool, later + 2 * MINUTE)).toBe(1);
    expect(await facts()).toMatchObject([{ accountId: idOf("emma") }]);
  });

  test("is told once for each conversation until they come back, then of what is new alone", async () => {
    const { stage, say, facts, seen } = await prepare();
    const owner = stage.database.pool("postgres");
    await say("sanne");
    let now = Date.now() + 16 * MINUTE;
    await tellUnread(stage.pool, now);
    await facts();
    await say("fatima");
    now += 20 * MINUTE;
    await tellUnread(stage.pool, now);
    expect((await facts()).filter(({ accountId }) => accountId === idOf("emma"))).toEqual([]);

    await seen("emma", now);
    now += 20 * MINUTE;
    await tellUnread(stage.pool, now);
    expect((await facts()).filter(({ accountId }) => accountId === idOf("emma"))).toEqual([]);
    await say("sanne");
    await owner.query("UPDATE entry SET at = $1 WHERE seq = 3", [new Date(now)]);
    await owner.query("UPDATE conversation SET last_at = $1", [new Date(now)]);
    now += 16 * MINUTE;
    await tellUnread(stage.pool, now);
    expect((await facts()).map(({ accountId }) => accountId)).toContain(idOf("emma"));
  });

  test("who has a connection is online; who left is not; and what is still unread is told to the api alone", async () => {
    const { stage, gateway, say, stillUnread, read } = await prepare();
    await say("sanne");
    await until("who wrote was noted", async () => (await stillUnread("sanne")).online);
    expect(await stillUnread("sanne")).toEqual({ unread: 0, online: true });
    expect(await stillUnread("emma")).toEqual({ unread: 1, online: false });
    const emma = await stage.device(gateway, "emma");
    await until("who came is noted", async () => (await stillUnread("emma")).online);
    emma.close();
    await read("emma");
    expect((await stillUnread("emma")).unread).toBe(0);
    await stage.pool.query("UPDATE account_seen SET at = at - interval '2 minutes'");
    expect((await stillUnread("emma")).online).toBe(false);
  });
});
