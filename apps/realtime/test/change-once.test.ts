import { type ConversationId, type Entry, subjects } from "@kring/domain/contract";
import { connectNats } from "@kring/service-kit";
import { describe, expect, test } from "vitest";
import { sendBatch } from "../src/message/index.ts";
import { idOf } from "./support/cast.ts";
import { silent } from "./support/databases.ts";
import { newMessageId } from "./support/device.ts";
import { join, leave } from "./support/join.ts";
import { natsUrl } from "./support/nats.ts";
import { type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

const DONE = { ok: false, error: { code: "already-done" } };

async function setStage() {
  const stage = await startStage();
  const [left, right] = [await stage.gateway(), await stage.gateway()];
  const c = await stage.start(["sanne", "emma"]);
  const emma = await stage.device(left, "emma");
  const again = await stage.device(right, "emma");
  const sanne = await stage.device(right, "sanne");
  await emma.send(c, "morgne");
  return { stage, left, right, c, emma, again, sanne };
}

async function readLog(stage: Stage, gateway: TestGateway, c: ConversationId): Promise<Entry[]> {
  const answer = await stage.get(gateway, `/realtime/v1/conversations/${c}/entries?limit=100`, "emma");
  return ((await answer.json()) as { entries: Entry[] }).entries;
}

const kinds = (entries: readonly Entry[]) => entries.map(({ kind }) => kind);

describe("V-09 a change of a message happens once, however often it is sent", () => {
  test("an edit whose ack was lost gets its first number at another gateway, and nobody is told twice", async () => {
    const { stage, left, c, emma, again, sanne } = await setStage();
    const edit = { c, id: newMessageId(), of: 1, text: "morgen" };
    const first = await emma.emit("message.edit", edit);
    expect(first).toMatchObject({ ok: true, n: 2 });
    expect(await again.emit("message.edit", edit)).toEqual(first);
    expect(await emma.emit("message.edit", edit)).toEqual(first);
    await emma.send(c, "en nog iets");
    await sanne.awaitFrame("entry", ({ e }) => e.n === 3);
    expect(sanne.numbers(c)).toEqual([1, 2, 3]);
    expect(kinds(await readLog(stage, left, c))).toEqual(["message", "edited", "message"]);
  });

  test("a deletion whose ack was lost was done, and is told to the accounts service once", async () => {
    const { stage, left, c, sanne } = await setStage();
    await sanne.send(c, "weg ermee");
    const deletion = { c, id: newMessageId(), of: 2 };
    const first = await sanne.emit("message.delete", deletion);
    expect(first).toMatchObject({ ok: true, n: 3 });
    expect(await sanne.emit("message.delete", deletion)).toEqual(first);
    expect(await sanne.emit("message.delete", { c, id: newMessageId(), of: 2 })).toMatchObject(DONE);
    expect(kinds(await readLog(stage, left, c))).toEqual(["message", "message", "deleted"]);
    const { rowCount } = await stage.pool.query("SELECT FROM outbox WHERE type = 'message-deleted.v1'");
    expect(rowCount).toBe(1);
  });

  test("an edit that comes again after a later one, or after the deletion, brings nothing back", async () => {
    const { stage, left, c, emma } = await setStage();
    const early = { c, id: newMessageId(), of: 1, text: "vroeg" };
    const first = await emma.emit("message.edit", early);
    await emma.emit("message.edit", { c, id: newMessageId(), of: 1, text: "laat" });
    expect(await emma.emit("message.edit", early)).toEqual(first);
    expect((await readLog(stage, left, c))[0]).toMatchObject({ text: "laat" });
    await emma.emit("message.delete", { c, id: newMessageId(), of: 1 });
    expect(await emma.emit("message.edit", early)).toEqual(first);
    expect((await readLog(stage, left, c))[0]).toMatchObject({ text: "", deleted: true });
  });

  test("the same changes at two gateways at once, among messages, are one entry each", async () => {
    const { stage, left, c, emma, again } = await setStage();
    const edits = Array.from({ length: 20 }, (_, index) => ({ c, id: newMessageId(), of: 1, text: `tekst ${index}` }));
    const acks = await Promise.all(
      edits.flatMap((edit) => [emma.emit("message.edit", edit), again.emit("message.edit", edit), emma.send(c, "…")]),
    );
    const numbers = acks.map((ack) => (ack.ok ? ack.n : ack.error.code));
    for (let at = 0; at < numbers.length; at += 3) expect(numbers[at]).toBe(numbers[at + 1]);
    const log = kinds(await readLog(stage, left, c));
    expect(log.filter((kind) => kind === "edited")).toHaveLength(edits.length);
    expect(log).toHaveLength(1 + 2 * edits.length);
  });

  test("in one batch the second of two gets the number of the first", async () => {
    const { stage, c } = await setStage();
    const edit = { kind: "edited", c, account: idOf("emma"), id: newMessageId(), of: 1, text: "morgen" } as const;
    expect(await sendBatch(stage.pool, [edit, edit])).toMatchObject([
      { seq: 2, fresh: true },
      { seq: 2, fresh: false },
    ]);
  });

  test("who left and came back is not told of a second change, and the first keeps its number", async () => {
    const { stage, left, c, emma } = await setStage();
    const edit = { c, id: newMessageId(), of: 1, text: "morgen" };
    const first = await emma.emit("message.edit", edit);
    await leave(stage.pool, c, "emma");
    await join(stage.pool, c, "emma");
    expect(await emma.emit("message.edit", edit)).toEqual(first);
    expect(await emma.emit("message.edit", { ...edit, id: newMessageId() })).toMatchObject({
      ok: false,
      error: { code: "not-found" },
    });
    expect(kinds(await readLog(stage, left, c))).toEqual(["joined"]);
  });

  test("an id that stands for something else is no retry: it is refused, and its neighbours are stored", async () => {
    const { stage, left, c, emma } = await setStage();
    const id = newMessageId();
    const said = newMessageId();
    await emma.send(c, "tweede", said);
    expect(await emma.emit("message.edit", { c, id, of: 1, text: "morgen" })).toMatchObject({ ok: true, n: 3 });
    const answers = await Promise.all([
      emma.emit("message.edit", { c, id, of: 2, text: "anders" }),
      emma.emit("message.delete", { c, id, of: 1 }),
      emma.emit("message.edit", { c, id: said, of: 1, text: "anders" }),
      emma.send(c, "anders", id),
    ]);
    for (const answer of answers) expect(answer).toMatchObject(DONE);
    const many = await Promise.all(
      [id, ...Array.from({ length: 8 }, newMessageId)].map((each) => emma.send(c, "…", each)),
    );
    expect(many.map(({ ok }) => ok)).toEqual([false, ...Array.from({ length: 8 }, () => true)]);
    expect((await readLog(stage, left, c)).map((e) => (e.kind === "message" ? e.text : e.kind))).toEqual([
      "morgen",
      "tweede",
      "edited",
      ...Array.from({ length: 8 }, () => "…"),
    ]);
  });

  test("ids are a person's own: the same id of somebody else is another change", async () => {
    const { c, emma, sanne } = await setStage();
    const id = newMessageId();
    await sanne.send(c, "van Sanne");
    expect(await emma.emit("message.edit", { c, id, of: 1, text: "een" })).toMatchObject({ ok: true, n: 3 });
    expect(await sanne.emit("message.edit", { c, id, of: 2, text: "twee" })).toMatchObject({ ok: true, n: 4 });
  });

  test("V-03 nobody gets the id of somebody's change, on any channel", async () => {
    const { stage, left, right, c, emma, again, sanne } = await setStage();
    const heard: string[] = [];
    const tap = connectNats({ url: natsUrl("realtime"), name: "tap", logger: silent });
    tap.subscribe(subjects.conversation(c), (message) => void heard.push(message.text()));
    await until("it listens", () => tap.connected);
    await tap.flush();
    const [edit, deletion] = [newMessageId(), newMessageId()];
    await emma.emit("message.edit", { c, id: edit, of: 1, text: "morgen" });
    await emma.emit("message.delete", { c, id: deletion, of: 1 });
    await sanne.awaitFrame("entry", ({ e }) => e.n === 3);
    await until("it was heard", () => heard.some((frame) => frame.includes("deleted")));
    const { incarnation } = await sanne.awaitHello();
    const seen = [
      sanne.frames,
      emma.frames,
      again.frames,
      heard,
      await sanne.emit("resume", { incarnation, conversations: [{ c, n: 0 }] }),
      await (await stage.get(right, `/realtime/v1/conversations/${c}/entries`, "sanne")).json(),
      await (await stage.get(right, `/realtime/v1/conversations/${c}`, "sanne")).json(),
      await readLog(stage, left, c),
    ];
    await tap.close();
    for (const id of [edit, deletion]) expect(JSON.stringify(seen)).not.toContain(id);
  });
});

describe("gateways and clients of two versions side by side", () => {
  test("a client that gives its changes no id goes on as before", async () => {
    const { stage, left, c, emma } = await setStage();
    const edit = { c, of: 1, text: "morgen" };
    expect(await emma.emit("message.edit", edit)).toMatchObject({ ok: true, n: 2 });
    expect(await emma.emit("message.edit", edit)).toMatchObject({ ok: true, n: 3 });
    expect(await emma.emit("message.delete", { c, of: 1 })).toMatchObject({ ok: true, n: 4 });
    expect(await emma.emit("message.delete", { c, of: 1 })).toMatchObject(DONE);
    expect(kinds(await readLog(stage, left, c))).toEqual(["message", "edited", "edited", "deleted"]);
  });

  test("a gateway that still calls send_batch_v2 numbers in the same log, and knows what v3 stored", async () => {
    const { stage, left, c, emma } = await setStage();
    const id = newMessageId();
    const sent = await emma.send(c, "tweede", id);
    await emma.emit("message.edit", { c, id: newMessageId(), of: 1, text: "morgen" });
    const older = (kind: string, cid: string | null, text: string | null, ref: number | null) =>
      stage.pool.query("SELECT seq, fresh, refused FROM send_batch_v2($1, $2, $3, $4, $5, $6, '{null}')", [
        [kind],
        [c],
        [idOf("emma")],
        [cid],
        [text === null ? null : Buffer.from(text)],
        [ref],
      ]);
    expect((await older("message", id, "tweede", null)).rows).toEqual([
      { seq: sent.ok && sent.n, fresh: false, refused: null },
    ]);
    expect((await older("message", newMessageId(), "derde", null)).rows).toMatchObject([{ seq: 4, fresh: true }]);
    expect((await older("edited", null, "nacht", 1)).rows).toMatchObject([{ seq: 5, fresh: true }]);
    expect((await older("deleted", null, null, 1)).rows).toMatchObject([{ seq: 6, fresh: true }]);
    await until("the other gateway heard of it", () => emma.numbers(c).length === 6);
    expect(kinds(await readLog(stage, left, c))).toEqual([
      "message",
      "message",
      "edited",
      "message",
      "edited",
      "deleted",
    ]);
  });
});
