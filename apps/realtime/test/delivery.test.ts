import { type ConversationFrame, type ConversationId, type Entry, type Handle, subjects } from "@kring/domain/contract";
import { connectNats, type Nats } from "@kring/service-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSequence } from "../src/delivery/sequence.ts";
import type { Numbered } from "../src/entry/index.ts";
import { sendBatch } from "../src/message/index.ts";
import { idOf, linkOf } from "./support/cast.ts";
import { silent } from "./support/databases.ts";
import { newMessageId } from "./support/device.ts";
import { natsUrl } from "./support/nats.ts";
import { startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const numberedTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Publishes as another gateway would. */
async function openOtherGateway(): Promise<Nats> {
  const nats = connectNats({ url: natsUrl("realtime"), name: "test-other", logger: silent });
  onTestFinished(() => nats.close());
  await until("NATS", () => nats.connected);
  return nats;
}

const publish = (nats: Nats, c: ConversationId, frame: ConversationFrame) =>
  nats.publish(subjects.conversation(c), JSON.stringify(frame));

describe("the order of one conversation in a gateway", () => {
  const entry = (n: number): Numbered => ({ e: { n, at: n, kind: "closed" } });

  function track(stored: () => number[], { holdMs = 5 } = {}) {
    const applied: number[] = [];
    const reads: number[] = [];
    const sequence = createSequence({
      apply: ({ e }) => applied.push(e.n),
      readAfter: async (after) => {
        reads.push(after);
        return stored()
          .filter((n) => n > after)
          .map(entry);
      },
      holdMs,
    });
    onTestFinished(() => sequence.close());
    return { sequence, applied, reads };
  }

  test("frames in any order, doubled, are applied once and in order, without reading", () => {
    const { sequence, applied, reads } = track(() => [], { holdMs: 60_000 });
    sequence.open(0);
    for (const n of [2, 1, 1, 4, 3, 2, 6, 5]) sequence.accept(entry(n));
    expect(applied).toEqual([1, 2, 3, 4, 5, 6]);
    expect(reads).toEqual([]);
  });

  test("what came before it was opened waits, and what is below the head is left out", () => {
    const { sequence, applied } = track(() => []);
    for (const n of [4, 6, 5]) sequence.accept(entry(n));
    expect(applied).toEqual([]);
    sequence.open(4);
    expect(applied).toEqual([5, 6]);
  });

  test("a frame that stays away is read from Postgres, and goes before those behind it", async () => {
    const { sequence, applied, reads } = track(() => [1, 2, 3, 4, 5]);
    sequence.open(0);
    sequence.accept(entry(1));
    sequence.accept(entry(4));
    await until("the gap is filled", () => applied.length === 5);
    expect(applied).toEqual([1, 2, 3, 4, 5]);
    expect(reads[0]).toBe(1);
  });

  test("while Postgres can't be read nothing is applied out of order; when it can, it is", async () => {
    let away = true;
    const applied: number[] = [];
    const sequence = createSequence({
      apply: ({ e }) => applied.push(e.n),
      readAfter: async (after) => {
        if (away) throw new Error("away");
        return [1, 2, 3].filter((n) => n > after).map(entry);
      },
      holdMs: 1,
    });
    onTestFinished(() => sequence.close());
    sequence.open(0);
    sequence.accept(entry(3));
    await expect(sequence.catchUp()).rejects.toThrow("away");
    expect(applied).toEqual([]);
    away = false;
    await sequence.catchUp();
    expect(applied).toEqual([1, 2, 3]);
  });

  test("a gap that is found when as many wait behind it as may is filled all the same", async () => {
    const all = Array.from({ length: 1_500 }, (_, at) => at + 1);
    const { sequence, applied } = track(() => all);
    sequence.open(0);
    for (const n of all.slice(1)) sequence.accept(entry(n));
    await until("all are there", () => applied.length === all.length);
    expect(applied).toEqual(all);
  });
});

describe("V-09 two gateways behave as one", () => {
  test("both devices get every message once, in the same order, whichever gateway stored it", async () => {
    const stage = await startStage();
    const [left, right] = [await stage.gateway(), await stage.gateway()];
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(left, "daan");
    const sanne = await stage.device(right, "sanne");
    const sent = numberedTo(30).map((n) => Promise.all([daan.send(c, `daan ${n}`), sanne.send(c, `sanne ${n}`)]));
    const acks = (await Promise.all(sent)).flat();
    expect(acks.every((ack) => ack.ok)).toBe(true);

    await until("all are here", () => daan.numbers(c).length === 60 && sanne.numbers(c).length === 60);
    expect(daan.numbers(c)).toEqual(numberedTo(60));
    expect(sanne.numbers(c)).toEqual(numberedTo(60));
    expect(daan.texts(c)).toEqual(sanne.texts(c));
    const ids = (device: typeof daan) => device.of("entry").map(({ e }) => (e as { id?: string }).id !== undefined);
    expect(ids(daan).filter(Boolean)).toHaveLength(30);
    expect(
      daan.of("entry").every(({ e }) => e.kind === "message" && (e.id !== undefined) === e.text.startsWith("daan")),
    ).toBe(true);
  });

  test("a conversation that starts appears on the devices of those who are in it, at any gateway, without being told", async () => {
    const stage = await startStage();
    const [left, right] = [await stage.gateway(), await stage.gateway()];
    const daan = await stage.device(left, "daan");
    const sanne = await stage.device(right, "sanne");
    const c = await stage.start(["daan", "sanne"]);
    await Promise.all([daan, sanne].map((device) => device.awaitFrame("conversation.added", (added) => added.c === c)));
    await daan.send(c, "Ben je er?");
    await sanne.awaitFrame("entry");
    expect(sanne.texts(c)).toEqual(["Ben je er?"]);
  });

  test("a read mark moves on one's other devices, at any gateway, and on the one that set it not again", async () => {
    const stage = await startStage();
    const [left, right] = [await stage.gateway(), await stage.gateway()];
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(left, "daan");
    const [phone, laptop, tablet] = [
      await stage.device(left, "sanne"),
      await stage.device(left, "sanne"),
      await stage.device(right, "sanne"),
    ];
    await daan.send(c, "Eén");
    await phone.awaitFrame("entry");
    expect(await phone.emit("read.mark", { c, n: 99 })).toEqual({ ok: true, readSeq: 1 });
    expect(await laptop.awaitFrame("read.moved")).toEqual({ c, n: 1 });
    expect(await tablet.awaitFrame("read.moved")).toEqual({ c, n: 1 });
    await daan.awaitFrame("receipt");
    expect(phone.of("read.moved")).toEqual([]);
    expect(await phone.emit("read.mark", { c, n: 1 })).toEqual({ ok: true, readSeq: 1 });
  });
});

describe("V-09 what NATS loses or doubles is repaired from Postgres", () => {
  test("a frame that came too early is held back until the missing ones were read", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const sanne = await stage.device(gateway, "sanne");
    const other = await openOtherGateway();
    const stored = await sendBatch(
      stage.pool,
      numberedTo(3).map((n) => ({
        kind: "message",
        c,
        account: idOf("daan"),
        id: newMessageId(),
        text: `bericht ${n}`,
      })),
    );
    const last = stored[2];
    if (!last || "refused" in last || last.sender === null) throw new Error("refused");
    const e: Entry = { n: 3, at: last.at, kind: "message", by: last.sender, text: "bericht 3" };
    publish(other, c, { v: 1, type: "entry", e });
    publish(other, c, { v: 1, type: "entry", e });
    await until("all are here", () => sanne.numbers(c).length === 3);
    expect(sanne.texts(c)).toEqual(["bericht 1", "bericht 2", "bericht 3"]);
  });

  test("a tail of which no frame came is found by comparing heads", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const sanne = await stage.device(gateway, "sanne");
    await sendBatch(stage.pool, [{ kind: "message", c, account: idOf("daan"), id: newMessageId(), text: "Stil" }]);
    await sanne.awaitFrame("entry");
    expect(sanne.texts(c)).toEqual(["Stil"]);
  });

  test("frames that are no frames of ours are skipped", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["daan", "sanne"]);
    const daan = await stage.device(gateway, "daan");
    const sanne = await stage.device(gateway, "sanne");
    const other = await openOtherGateway();
    for (const garbage of ["", "null", "[]", '{"v":2}', '{"v":1,"type":"later"}', "\u0000", "{"]) {
      other.publish(subjects.conversation(c), garbage);
      other.publish(subjects.account(idOf("sanne")), garbage);
      other.publish(subjects.typing(c), garbage);
    }
    await other.flush();
    await daan.send(c, "Nog steeds hier");
    await sanne.awaitFrame("entry");
    expect(sanne.texts(c)).toEqual(["Nog steeds hier"]);
  });
});

describe("V-06 who drops out gets nothing more", () => {
  test("however the frames arrive, the end of a part takes effect before any higher number", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const fatima = await stage.device(gateway, "fatima");
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    await emma.send(c, "Eerst");
    await fatima.awaitFrame("entry");

    await stage.applied(await stage.accounts.putLink(linkOf("fatima", { active: false })));
    const [after] = await sendBatch(stage.pool, [
      { kind: "message", c, account: idOf("emma"), id: newMessageId(), text: "Nu zonder haar" },
    ]);
    if (!after || "refused" in after || after.sender === null) throw new Error("refused");
    const e: Entry = { n: after.seq, at: after.at, kind: "message", by: after.sender, text: "Nu zonder haar" };
    publish(await openOtherGateway(), c, { v: 1, type: "entry", e });

    expect(await fatima.awaitFrame("conversation.lost")).toEqual({ c });
    await until("Sanne has all", () => sanne.numbers(c).length === 3);
    expect(sanne.of("entry").map((frame) => frame.e.kind)).toEqual(["message", "left", "message"]);
    await sanne.awaitFrame("roster", ({ roster }) => roster.participants.some(({ leftAt }) => leftAt !== null));
    expect(fatima.texts(c)).toEqual(["Eerst"]);
    for (const answer of [
      await fatima.send(c, "Ik toch?"),
      await fatima.emit("read.mark", { c, n: 1 }),
      await fatima.emit("typing", { c }),
    ]) {
      expect(answer).toMatchObject({ ok: false, error: { code: "not-found" } });
    }
    expect((await stage.get(gateway, `/realtime/v1/conversations/${c}/entries`, "fatima")).status).toBe(404);
    expect(fatima.frames.at(-1)).toMatchObject({ name: "conversation.lost" });
  });

  test("receipts and typing of somebody who left are dropped, too", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const sanne = await stage.device(gateway, "sanne");
    const { rows } = await stage.pool.query<{ handle: Handle }>(
      "SELECT handle FROM participant WHERE conversation_id = $1 AND account_id = $2",
      [c, idOf("fatima")],
    );
    const by = rows[0]?.handle as Handle;
    await stage.applied(await stage.accounts.putLink(linkOf("fatima", { active: false })));
    await sanne.awaitFrame("entry", ({ e }) => e.kind === "left");
    const other = await openOtherGateway();
    publish(other, c, { v: 1, type: "receipt", by, n: 1, shown: true });
    other.publish(subjects.typing(c), JSON.stringify({ v: 1, by }));
    await other.flush();
    const emma = await stage.device(gateway, "emma");
    await emma.send(c, "Dag");
    await sanne.awaitFrame("entry", ({ e }) => e.kind === "message");
    expect([...sanne.of("receipt"), ...sanne.of("typing")]).toEqual([]);
  });
});

describe("T-03 an open page hears at once that what it shows has changed", () => {
  test("every device of that account, at every gateway, and nobody else's; the frame says nothing more", async () => {
    const stage = await startStage();
    const [first, second] = [await stage.gateway(), await stage.gateway()];
    const devices = [await stage.device(first, "daan"), await stage.device(first, "daan")];
    devices.push(await stage.device(second, "daan"));
    const others = [await stage.device(first, "sanne"), await stage.device(second, "emma")];
    const api = await openOtherGateway();
    const tell = (account: Parameters<typeof idOf>[0]) =>
      api.publish(subjects.account(idOf(account)), JSON.stringify({ v: 1, type: "view-changed" }));
    tell("daan");
    for (const device of devices) expect(await device.awaitFrame("view.changed")).toEqual({});
    tell("sanne");
    tell("emma");
    for (const other of others) await other.awaitFrame("view.changed");
    expect([...devices, ...others].map((device) => device.of("view.changed").length)).toEqual([1, 1, 1, 1, 1]);
  });
});
