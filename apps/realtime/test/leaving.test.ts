import {
  type AnyEntry,
  changeTopic,
  handOverConversation,
  listConversations,
  readEntries,
} from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { bodyOf, handleOf, refusedAs } from "./support/calls.ts";
import { idOf } from "./support/cast.ts";
import { newMessageId } from "./support/device.ts";
import { account, link, prepare } from "./support/life.ts";
import { until } from "./support/until.ts";

describe("V-07 leaving of one's own will", () => {
  test("what was said until then stays, and nothing that came after shows: text, topic, people, order, unread", async () => {
    const { stage, gateway, call, started, on, add, read, history, leave } = await prepare();
    await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
    const c = await started("emma", [account("sanne"), account("daan"), link("fatima")]);
    bodyOf(await call("emma", changeTopic, { ...on(c), body: { topic: "Toen" } }));
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    await emma.send(c, "Nog met Sanne");
    await sanne.awaitFrame("entry");
    const later = await started("daan", [account("sanne")]);
    const left = bodyOf(await leave("sanne", c)).conversation;
    expect(left).toMatchObject({ left: true, topic: "Toen", head: 2, unread: 0, closed: false });
    expect(Object.values(left.can)).not.toContain(true);
    await sanne.awaitFrame("conversation.changed");
    expect(sanne.of("conversation.lost")).toEqual([]);

    const before = sanne.frames.length;
    await emma.send(c, "Zonder Sanne");
    bodyOf(await call("emma", changeTopic, { ...on(c), body: { topic: "Daarna" } }));
    bodyOf(await leave("daan", c));
    bodyOf(await add("emma", c, link("youssef")));
    await until("Emma has seen it", () => emma.of("entry").filter(({ c: at }) => at === c).length === 5);
    expect(await read("sanne", c)).toEqual(left);
    expect(await history("sanne", c)).toEqual([1, 2]);
    expect(sanne.frames.slice(before)).toEqual([]);
    const { conversations } = bodyOf(await call("sanne", listConversations));
    expect(conversations.map(({ id }) => id)).toEqual([c, later].toSorted((a) => (a === c ? -1 : 1)));
    expect(await sanne.send(c, "Hoi")).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await leave("sanne", c)).toEqual(refusedAs("already-done"));
  });

  test("a manager hands over first, unless nobody is left; the last but one who leaves closes it", async () => {
    const { call, started, on, read, leave } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    expect((await read("emma", c)).can).toMatchObject({ leave: false, handOver: true });
    expect(await leave("emma", c)).toEqual(refusedAs("hand-over-first"));
    const fatima = handleOf(await read("emma", c), "Maan");
    bodyOf(await call("emma", handOverConversation, { ...on(c), body: { handle: fatima } }));
    expect((await read("emma", c)).can).toMatchObject({ leave: true, handOver: false, add: false });
    expect((await read("fatima", c)).can).toMatchObject({ leave: false, handOver: true, add: true, propose: false });
    bodyOf(await leave("emma", c));
    bodyOf(await leave("sanne", c));
    expect(await read("fatima", c)).toMatchObject({ closed: true, can: { send: false, leave: true } });
    expect(await read("sanne", c)).toMatchObject({ closed: false, left: true });
    bodyOf(await leave("fatima", c));
    expect((await read("fatima", c)).left).toBe(true);
  });

  test("who left and comes back reads both times, and not what was said between", async () => {
    const { stage, gateway, started, add, read, history, leave } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    const emma = await stage.device(gateway, "emma");
    await emma.send(c, "Eerst");
    bodyOf(await leave("sanne", c));
    await emma.send(c, "Tussendoor");
    bodyOf(await add("emma", c, account("sanne")));
    await emma.send(c, "Weer");
    expect(await history("sanne", c)).toEqual([1, 2, 4, 5]);
    expect(await read("sanne", c)).toMatchObject({ left: false, readsFrom: 1, head: 5, unread: 1 });
    const sanne = await stage.device(gateway, "sanne");
    const { incarnation } = await sanne.awaitHello();
    const resumed = await sanne.emit("resume", { incarnation, conversations: [{ c, n: 1 }] });
    const entries = resumed.ok && resumed.conversations[0]?.state === "open" ? resumed.conversations[0].entries : [];
    expect(entries.map(({ n }: AnyEntry) => n)).toEqual([2, 4, 5]);
  });

  test("V-03 who came back answers nothing of the time before: others could match the two handles", async () => {
    const { stage, gateway, started, add, history, leave } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    const emma = await stage.device(gateway, "emma");
    await emma.send(c, "Eerst");
    bodyOf(await leave("fatima", c));
    bodyOf(await add("emma", c, link("fatima")));
    await emma.send(c, "Weer");
    expect(await history("fatima", c)).toEqual([1, 2, 3, 4]);
    const fatima = await stage.device(gateway, "fatima");
    const answer = (re: number) => fatima.emit("message.send", { c, id: newMessageId(), text: "Antwoord", re });
    expect(await answer(1)).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await answer(4)).toMatchObject({ ok: true, n: 5 });
  });

  test("the history goes with the tie, at once, also of an earlier time; it doesn't come back with another", async () => {
    const { stage, gateway, call, started, on, add, history, leave } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    const other = await started("emma", [account("sanne"), link("fatima")]);
    bodyOf(await leave("sanne", c));
    bodyOf(await leave("sanne", other));
    bodyOf(await add("emma", other, account("sanne")));
    const sanne = await stage.device(gateway, "sanne");
    expect(await history("sanne", c)).toEqual([1]);
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    await until("both are lost", () => sanne.of("conversation.lost").length === 2);
    expect(await call("sanne", readEntries, on(c))).toEqual(refusedAs("not-found"));
    expect(await call("sanne", readEntries, on(other))).toEqual(refusedAs("not-found"));
    expect(bodyOf(await call("sanne", listConversations)).conversations).toEqual([]);
    await stage.applied(await stage.accounts.relate(idOf("sanne"), idOf("emma")));
    expect(await call("sanne", readEntries, on(c))).toEqual(refusedAs("not-found"));
    bodyOf(await add("emma", other, account("sanne")));
    expect((await history("sanne", other)).at(0)).toBe(4);
  });

  test("at another gateway as well: the room is left before anything that is said later", async () => {
    const { stage, gateway, started, leave, history } = await prepare();
    const other = await stage.gateway();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(other, "sanne");
    const fatima = await stage.device(other, "fatima");
    await emma.send(c, "Eerst");
    await sanne.awaitFrame("entry");
    bodyOf(await leave("sanne", c));
    await emma.send(c, "Daarna");
    await fatima.awaitFrame("entry", ({ e }) => e.n === 3);
    await sanne.awaitFrame("conversation.changed");
    expect(sanne.texts(c)).toEqual(["Eerst"]);
    expect(sanne.of("conversation.lost")).toEqual([]);
    expect(await history("sanne", c)).toEqual([1, 2]);
  });

  test("the history goes with the tie also while NATS is away", async () => {
    const { stage, started, leave } = await prepare();
    const apart = await stage.gateway({ natsUrl: "nats://127.0.0.1:1" });
    const c = await started("emma", [account("sanne"), link("fatima")]);
    const sanne = await stage.device(apart, "sanne");
    bodyOf(await leave("sanne", c));
    await sanne.awaitFrame("conversation.changed");
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    expect(await sanne.awaitFrame("conversation.lost")).toEqual({ c });
  });

  test("leaving races with being added again: there is always one part at most, and every number is used once", async () => {
    const { stage, started, add, leave } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([leave("sanne", c), add("emma", c, account("sanne")), leave("sanne", c)]);
    }
    const { rows } = await stage.pool.query<{ open: number; gap: boolean }>(
      `SELECT (SELECT count(*)::int FROM participant WHERE conversation_id = $1 AND account_id = $2 AND to_seq IS NULL) AS open,
         (SELECT count(*)::int FROM entry WHERE conversation_id = $1) <> (SELECT head FROM conversation WHERE id = $1) AS gap`,
      [c, idOf("sanne")],
    );
    expect(rows[0]?.open).toBeLessThanOrEqual(1);
    expect(rows[0]?.gap).toBe(false);
  });
});
