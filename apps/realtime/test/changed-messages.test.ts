import { type ConversationId, type ConversationView, type Entry, MessageDeletedV1 } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { newMessageId } from "./support/device.ts";
import { join, leave } from "./support/join.ts";
import { INTERNAL_TOKEN, type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

const CANARY = "kring-canary-91bd";
const NOT_FOUND = { ok: false, error: { code: "not-found" } };
const DONE = { ok: false, error: { code: "already-done" } };

async function setStage() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const c = await stage.start(["emma", "sanne", "fatima"]);
  return { stage, gateway, c };
}

async function readEntries(stage: Stage, gateway: TestGateway, c: ConversationId, name: DemoName, query = "") {
  const answer = await stage.get(gateway, `/realtime/v1/conversations/${c}/entries${query}`, name);
  return ((await answer.json()) as { entries: Entry[] }).entries;
}

const unreadOf = async (stage: Stage, gateway: TestGateway, c: ConversationId, name: DemoName) => {
  const answer = await stage.get(gateway, `/realtime/v1/conversations/${c}`, name);
  return ((await answer.json()) as { conversation: ConversationView }).conversation.unread;
};

/** What the accounts service is told of deletions. */
const readDeletions = async (stage: Stage) =>
  (
    await stage.pool.query<{ payload: unknown }>(
      "SELECT payload FROM outbox WHERE type = 'message-deleted.v1' ORDER BY id",
    )
  ).rows.map(({ payload }) => payload);

describe("V-08 one changes what one wrote oneself", () => {
  test("everybody is told that it changed, and reads it again; the mark stays", async () => {
    const { stage, gateway, c } = await setStage();
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    const id = newMessageId();
    await emma.send(c, "morgne", id);
    const ack = await emma.emit("message.edit", { c, of: 1, text: "morgen" });
    expect(ack).toMatchObject({ ok: true, n: 2 });
    const { e } = await sanne.awaitFrame("entry", (frame) => frame.e.n === 2);
    expect(Object.keys(e).sort()).toEqual(["at", "by", "kind", "n", "of"]);
    expect(e).toMatchObject({ kind: "edited", of: 1 });

    const [message] = await readEntries(stage, gateway, c, "sanne", "?before=2&limit=1");
    expect(message).toMatchObject({ n: 1, kind: "message", text: "morgen", edited: ack.ok && ack.at });
    expect(message).not.toHaveProperty("id");
    expect((await readEntries(stage, gateway, c, "emma"))[0]).toMatchObject({ id, text: "morgen" });
    expect(await emma.send(c, "morgne", id)).toMatchObject({ n: 1 });
    expect(await unreadOf(stage, gateway, c, "sanne")).toBe(1);
  });

  test("who came later cannot read what it became, from the frame, the page or a resume", async () => {
    const { stage, gateway, c } = await setStage();
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    await emma.send(c, "eerste");
    await join(stage.pool, c, "daan");
    const daan = await stage.device(gateway, "daan");
    await emma.emit("message.edit", { c, of: 1, text: CANARY });
    await sanne.emit("message.send", { c, id: newMessageId(), text: "antwoord", re: 1 });
    const reply = await daan.awaitFrame("entry", (frame) => frame.e.n === 4);
    expect(reply.e).toMatchObject({ text: "antwoord", re: 1 });
    const hello = await daan.awaitHello();
    const resumed = await daan.emit("resume", { incarnation: hello.incarnation, conversations: [{ c, n: 0 }] });
    const pages = await readEntries(stage, gateway, c, "daan");
    expect(pages.map(({ n }) => n)).toEqual([2, 3, 4]);
    expect(await readEntries(stage, gateway, c, "daan", "?before=2&limit=1")).toEqual([]);
    expect(JSON.stringify([daan.frames, resumed, pages])).not.toContain(CANARY);
    expect(JSON.stringify(await readEntries(stage, gateway, c, "sanne"))).toContain(CANARY);
  });

  test("not what others wrote, what is no message, what isn't there, or what one wrote before one left", async () => {
    const { stage, gateway, c } = await setStage();
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    await emma.send(c, "van Emma");
    await sanne.send(c, "van Sanne");
    await leave(stage.pool, c, "sanne");
    await join(stage.pool, c, "sanne");
    for (const [device, of] of [
      [emma, 2],
      [sanne, 1],
      [sanne, 2],
      [sanne, 4],
      [emma, 9],
    ] as const) {
      expect(await device.emit("message.edit", { c, of, text: "anders" })).toMatchObject(NOT_FOUND);
      expect(await device.emit("message.delete", { c, of })).toMatchObject(NOT_FOUND);
    }
    const outsider = await stage.device(gateway, "lucas");
    expect(await outsider.emit("message.edit", { c, of: 1, text: "anders" })).toMatchObject(NOT_FOUND);
    expect((await readEntries(stage, gateway, c, "emma")).map((e) => (e.kind === "message" ? e.text : e.kind))).toEqual(
      ["van Emma", "van Sanne", "left", "joined"],
    );
  });

  test("not in a closed conversation", async () => {
    const { stage, gateway, c } = await setStage();
    const emma = await stage.device(gateway, "emma");
    await emma.send(c, "blijft");
    await stage.pool.query(
      "SELECT send_batch_v3('{closed}', ARRAY[$1::uuid], '{null}', '{null}', '{null}', '{null}', '{null}')",
      [c],
    );
    const closed = { ok: false, error: { code: "conversation-closed" } };
    expect(await emma.emit("message.edit", { c, of: 1, text: "anders" })).toMatchObject(closed);
    expect(await emma.emit("message.delete", { c, of: 1 })).toMatchObject(closed);
  });
});

describe("V-08 one takes away what one wrote oneself", () => {
  test("its text is nowhere any more; its place and a mark stay, and it is unread for nobody", async () => {
    const { stage, gateway, c } = await setStage();
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    await emma.send(c, CANARY);
    await emma.emit("message.edit", { c, of: 1, text: `${CANARY} anders` });
    expect(await unreadOf(stage, gateway, c, "sanne")).toBe(1);
    expect(await emma.emit("message.delete", { c, of: 1 })).toMatchObject({ ok: true, n: 3 });
    expect((await sanne.awaitFrame("entry", (frame) => frame.e.n === 3)).e).toMatchObject({ kind: "deleted", of: 1 });
    expect(await unreadOf(stage, gateway, c, "sanne")).toBe(0);

    const entries = await readEntries(stage, gateway, c, "sanne");
    expect(entries[0]).toMatchObject({ n: 1, kind: "message", text: "", deleted: true });
    expect(entries[0]).not.toHaveProperty("edited");
    const later = await stage.device(gateway, "sanne");
    const { incarnation } = await later.awaitHello();
    const resumed = await later.emit("resume", { incarnation, conversations: [{ c, n: 0 }] });
    const stored = await stage.database
      .pool("kring_conversations_owner")
      .query<{ all: string }>(
        `SELECT string_agg(coalesce(convert_from(body, 'UTF8'), '') || coalesce(files::text, ''), '') || (SELECT string_agg(payload::text, '') FROM outbox) AS all FROM entry`,
      );
    expect(JSON.stringify([entries, resumed, later.frames, stored.rows])).not.toContain(CANARY);
    expect(await emma.emit("message.delete", { c, of: 1 })).toMatchObject(DONE);
    expect(await emma.emit("message.edit", { c, of: 1, text: "terug" })).toMatchObject(DONE);
  });

  test("A-01 what a professional takes away is told without the text; what others take away is not told", async () => {
    const { stage, gateway, c } = await setStage();
    const devices = await Promise.all(
      (["sanne", "emma", "fatima"] as const).map((name) => stage.device(gateway, name)),
    );
    for (const device of devices) await device.send(c, CANARY);
    for (const [index, device] of devices.entries()) {
      expect(await device.emit("message.delete", { c, of: index + 1 })).toMatchObject({ ok: true });
    }
    const sanne = "00000000-0000-4000-8000-000000000011";
    const emma = "00000000-0000-4000-8000-000000000021";
    expect(await readDeletions(stage)).toEqual([{ conversationId: c, accountId: sanne, clientId: emma }]);
    await until("the accounts service can read it", async () => {
      const feed = await fetch(`${gateway.url}/internal/v1/events?types=message-deleted.v1`, {
        headers: { authorization: `Bearer ${INTERNAL_TOKEN}` },
      });
      const { events } = (await feed.json()) as { events: unknown[] };
      return events.length === 1 && MessageDeletedV1.parse(events[0]);
    });
  });
});

describe("V-08 replies", () => {
  test("answer a message that their sender may read, and nothing else", async () => {
    const { stage, gateway, c } = await setStage();
    const emma = await stage.device(gateway, "emma");
    await emma.send(c, "eerste");
    await join(stage.pool, c, "daan");
    const daan = await stage.device(gateway, "daan");
    const reply = (re: number) => ({ c, id: newMessageId(), text: "antwoord", re });
    expect(await emma.emit("message.send", reply(1))).toMatchObject({ ok: true, n: 3 });
    for (const re of [1, 2, 4, 4000]) expect(await daan.emit("message.send", reply(re))).toMatchObject(NOT_FOUND);
    expect(await daan.emit("message.send", reply(3))).toMatchObject({ ok: true, n: 4 });
    expect((await emma.awaitFrame("entry", (frame) => frame.e.n === 4)).e).toMatchObject({ re: 3 });
  });
});

describe("V-09 changes that race each other", () => {
  test("end in one order, the same for everybody at every gateway; what lost is told so", async () => {
    const { stage, gateway, c } = await setStage();
    const second = await stage.gateway();
    const emma = await stage.device(gateway, "emma");
    const again = await stage.device(second, "emma");
    const sanne = await stage.device(second, "sanne");
    for (let round = 0; round < 12; round += 1) {
      const sent = await emma.send(c, `bericht ${round}`);
      if (!sent.ok) throw new Error("not sent");
      const of = sent.n;
      const [edit, first, other, reply] = await Promise.all([
        emma.emit("message.edit", { c, of, text: "anders" }),
        emma.emit("message.delete", { c, of }),
        again.emit("message.delete", { c, of }),
        sanne.emit("message.send", { c, id: newMessageId(), text: "antwoord", re: of }),
      ]);
      expect([first.ok, other.ok].filter(Boolean)).toHaveLength(1);
      expect(reply).toMatchObject({ ok: true });
      const won = first.ok ? first : other;
      const lost = first.ok ? other : first;
      expect(lost).toMatchObject(DONE);
      if (edit.ok && won.ok) expect(edit.n).toBeLessThan(won.n);
      else expect(edit).toMatchObject(DONE);
      const [entry] = await readEntries(stage, gateway, c, "sanne", `?before=${of + 1}&limit=1`);
      expect(entry).toMatchObject({ n: of, text: "", deleted: true });
    }
    const all = await readEntries(stage, gateway, c, "emma", "?limit=100");
    const numbers = all.map(({ n }) => n);
    for (const device of [emma, again, sanne]) {
      await until("all came", () => device.numbers(c).length === numbers.length);
      expect(device.numbers(c)).toEqual(numbers);
    }
  });
});
