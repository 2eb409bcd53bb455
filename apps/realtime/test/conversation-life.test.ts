import { randomUUID } from "node:crypto";
import {
  addParticipant,
  type ConversationId,
  type ConversationView,
  changeTopic,
  type Entry,
  handOverConversation,
  type LinkId,
  leaveConversation,
  listConversations,
  type Partner,
  readConversation,
  readEntries,
  showOwnName,
  startConversation,
} from "@kring/domain/contract";
import { type DemoName, demoLinks } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { bodyOf, callsOf, handleOf, refusedAs } from "./support/calls.ts";
import { idOf, linkOf } from "./support/cast.ts";
import { startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const account = (name: DemoName): Partner => ({ account: idOf(name) });
const link = (name: keyof typeof demoLinks): Partner => ({ link: demoLinks[name].linkId });
const own = (name: keyof typeof demoLinks, end: "client" | "inviter"): Partner => ({
  ownLink: demoLinks[name].linkId,
  end,
});

async function prepare() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const call = callsOf(stage, gateway);
  const start = (name: DemoName, partners: Partner[], topic: string | null = null) =>
    call(name, startConversation, { body: { partners, topic } });
  const on = (c: ConversationId) => ({ params: { conversationId: c } });
  const add = (name: DemoName, c: ConversationId, partner: Partner) =>
    call(name, addParticipant, { ...on(c), body: { partner } });
  const read = async (name: DemoName, c: ConversationId) =>
    bodyOf(await call(name, readConversation, on(c))).conversation;
  const history = async (name: DemoName, c: ConversationId) =>
    bodyOf(await call(name, readEntries, on(c))).entries.map(({ n }) => n);
  const leave = (name: DemoName, c: ConversationId) => call(name, leaveConversation, on(c));
  const started = async (name: DemoName, partners: Partner[]) => bodyOf(await start(name, partners)).conversation.id;
  return { stage, gateway, call, start, started, on, add, read, history, leave };
}

const kinds = ({ roster }: ConversationView) => roster.participants.map(({ kind }) => kind);

describe("V-01 who may start a conversation with whom", () => {
  test("each pair that may, with whom they name as they know them; about the client wherever there is one", async () => {
    const { start } = await prepare();
    const begin = async (name: DemoName, partners: Partner[]) => {
      const { conversation } = bodyOf(await start(name, partners));
      expect(conversation.roster.participants.find(({ you }) => you)).toMatchObject({ manager: true });
      return [conversation.roster.about?.name ?? null, kinds(conversation)];
    };
    const emma = "Emma de Jong";
    expect(await begin("noor", [account("ruben")])).toEqual([null, ["professional", "professional"]]);
    expect(await begin("sanne", [account("emma")])).toEqual([emma, ["client", "professional"]]);
    expect(await begin("sanne", [link("pieter")])).toEqual([emma, ["professional", "related-person"]]);
    expect(await begin("emma", [account("sanne")])).toEqual([emma, ["client", "professional"]]);
    expect(await begin("emma", [link("fatima"), link("youssef"), link("pieter")])).toEqual([
      emma,
      ["client", "related-person", "related-person", "related-person"],
    ]);
    expect(await begin("fatima", [own("fatima", "client")])).toEqual([emma, ["client", "related-person"]]);
    expect(await begin("pieter", [own("pieter", "inviter"), own("pieter", "client")])).toEqual([
      emma,
      ["client", "professional", "related-person"],
    ]);
  });

  test("whatever may not be is not found: another's client or link, a mask, two clients, oneself, nobody", async () => {
    const { stage, start } = await prepare();
    const refused: [DemoName, Partner[]][] = [
      ["daan", [account("emma")]],
      ["daan", [link("pieter")]],
      ["noor", [account("emma")]],
      ["sanne", [link("fatima")]],
      ["sanne", [account("fatima")]],
      ["sanne", [account("sanne")]],
      ["sanne", [account("emma"), account("daan")]],
      ["sanne", [account("emma"), account("lucas")]],
      ["emma", [account("lucas")]],
      ["emma", [account("daan")]],
      ["emma", [account("fatima")]],
      ["emma", [link("fatima"), link("fatima")]],
      ["lucas", [link("fatima")]],
      ["fatima", [account("emma")]],
      ["fatima", [link("fatima")]],
      ["fatima", [own("youssef", "client")]],
      ["pieter", [own("pieter", "client"), account("daan")]],
      ["emma", [{ link: randomUUID() as LinkId }]],
    ];
    for (const [name, partners] of refused) {
      expect(await start(name, partners), `${name} ${JSON.stringify(partners)}`).toEqual(refusedAs("not-found"));
    }
    await stage.applied(await stage.accounts.putLink(linkOf("pieter", { active: false })));
    expect(await start("sanne", [link("pieter")])).toEqual(refusedAs("not-found"));
    expect(await start("pieter", [own("pieter", "client")])).toEqual(refusedAs("not-found"));
    const { rowCount } = await stage.pool.query("SELECT FROM conversation");
    expect(rowCount).toBe(0);
  });

  test("it appears at once with everybody in it, and the tie that was made a moment ago counts", async () => {
    const { stage, gateway, call } = await prepare();
    const daan = await stage.device(gateway, "daan");
    const after = await stage.accounts.relate(idOf("daan"), idOf("emma"));
    const { conversation } = bodyOf(
      await call("emma", startConversation, {
        body: { partners: [account("daan")] },
        headers: { "kring-after": after },
      }),
    );
    expect(await daan.awaitFrame("conversation.added")).toEqual({ c: conversation.id });
  });
});

describe("V-02 only the manager adds people", () => {
  test("an added therapist reads from joining on, live and later; the client reads all; everybody is told", async () => {
    const { stage, gateway, started, add, read, history } = await prepare();
    await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
    const c = await started("sanne", [link("pieter")]);
    const pieter = await stage.device(gateway, "pieter");
    const daan = await stage.device(gateway, "daan");
    const emma = await stage.device(gateway, "emma");
    await pieter.send(c, "Voor Sanne alleen");
    bodyOf(await add("sanne", c, account("daan")));
    await pieter.awaitFrame("entry", ({ e }) => e.kind === "joined");
    await pieter.awaitFrame("roster", ({ roster }) => roster.participants.length === 3);
    await daan.awaitFrame("conversation.added");
    await pieter.send(c, "Voor beiden");
    await daan.awaitFrame("entry", ({ e }) => e.n === 3);
    expect(await history("daan", c)).toEqual([2, 3]);
    expect(JSON.stringify(daan.frames)).not.toContain("Voor Sanne alleen");
    expect(await read("daan", c)).toMatchObject({ readsFrom: 2, head: 3, unread: 1, clientMayAsk: true });

    bodyOf(await add("sanne", c, account("emma")));
    await emma.awaitFrame("conversation.added");
    expect(await history("emma", c)).toEqual([1, 2, 3, 4]);
    const view = await read("emma", c);
    expect(view).toMatchObject({ readsFrom: 1, unread: 0, clientMayAsk: false, receipts: [] });
    expect(view.roster.participants.find(({ you }) => you)).toMatchObject({ readsAll: true });
    expect(await add("sanne", c, account("emma"))).toEqual(refusedAs("already-there"));
  });

  test("what was committed before somebody joined is delivered before they are let in, also where it lagged", async () => {
    const { stage, gateway, started, add, history } = await prepare();
    const c = await started("daan", [account("sanne")]);
    const daan = await stage.device(gateway, "daan");
    const noor = await stage.device(gateway, "noor");
    // Stored by another gateway, and not told to this one.
    await stage.pool.query(
      "SELECT * FROM send_batch_v2('{message}', ARRAY[$1::uuid], ARRAY[$2::uuid], ARRAY[$3::uuid], ARRAY['Geheim'::bytea], '{null}', '{null}')",
      [c, idOf("daan"), randomUUID()],
    );
    bodyOf(await add("daan", c, account("noor")));
    await noor.awaitFrame("conversation.added");
    await daan.send(c, "Welkom");
    await noor.awaitFrame("entry", ({ e }) => e.n === 3);
    expect(noor.texts(c)).toEqual(["Welkom"]);
    expect(daan.texts(c)).toEqual(["Geheim", "Welkom"]);
    expect(await history("noor", c)).toEqual([2, 3]);
  });

  test("nobody but the manager adds, and nobody whom they may not add; only the client brings related persons together", async () => {
    const { stage, started, add } = await prepare();
    await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
    const withPieter = await started("sanne", [link("pieter")]);
    const ofEmma = await started("emma", [account("sanne"), link("fatima")]);
    const colleagues = await started("daan", [account("sanne")]);
    const refused: [DemoName, ConversationId, Partner][] = [
      ["pieter", withPieter, own("pieter", "client")],
      ["sanne", withPieter, link("fatima")],
      ["sanne", withPieter, account("noor")],
      ["sanne", withPieter, account("lucas")],
      ["sanne", ofEmma, account("daan")],
      ["fatima", ofEmma, own("fatima", "client")],
      ["emma", ofEmma, account("noor")],
      ["daan", colleagues, account("emma")],
      ["sanne", colleagues, account("noor")],
      ["ruben", colleagues, account("noor")],
    ];
    for (const [name, c, partner] of refused) {
      expect(await add(name, c, partner), `${name} ${JSON.stringify(partner)}`).toEqual(refusedAs("not-found"));
    }
    bodyOf(await add("emma", ofEmma, link("youssef")));
    bodyOf(await add("emma", ofEmma, account("daan")));
    bodyOf(await add("daan", colleagues, account("noor")));
  });

  test("two who add the same person at once: one does, the other hears that they are there", async () => {
    const { stage, started, add } = await prepare();
    await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
    const c = await started("sanne", [account("emma")]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => add("sanne", c, account("daan"))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.code)).toEqual(
      Array.from({ length: 4 }, () => "already-there"),
    );
    const { rowCount } = await stage.pool.query("SELECT FROM entry WHERE conversation_id = $1 AND kind = 'joined'", [
      c,
    ]);
    expect(rowCount).toBe(1);
  });

  test("adding races with the end of the tie: whoever wins, nobody without a tie is in it afterwards", async () => {
    const { stage, started, add } = await prepare();
    for (let round = 0; round < 5; round += 1) {
      await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
      const c = await started("sanne", [account("emma")]);
      const [ended] = await Promise.all([
        stage.accounts.endRelation(idOf("daan"), idOf("emma")),
        add("sanne", c, account("daan")),
      ]);
      await stage.applied(ended);
      const { rowCount } = await stage.pool.query(
        "SELECT FROM participant WHERE conversation_id = $1 AND account_id = $2 AND to_seq IS NULL",
        [c, idOf("daan")],
      );
      expect(rowCount).toBe(0);
    }
  });
});

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
    expect(entries.map(({ n }: Entry) => n)).toEqual([2, 4, 5]);
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

describe("V-06 handing over", () => {
  test("changes who manages and nothing else; of two at once one comes too late", async () => {
    const { stage, gateway, call, started, on, read } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    const before = await read("sanne", c);
    const emmas = await read("emma", c);
    const sanne = await stage.device(gateway, "sanne");
    const to = [handleOf(emmas, "Sanne Bakker"), handleOf(emmas, "Maan")];
    const answers = await Promise.all(
      to.map((handle) => call("emma", handOverConversation, { ...on(c), body: { handle } })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual(refusedAs("not-found"));
    await sanne.awaitFrame("roster");
    const after = await read("sanne", c);
    const without = (view: ConversationView) =>
      view.roster.participants.map(({ manager: _, ...participant }) => participant);
    expect(without(after)).toEqual(without(before));
    expect(after.head).toBe(0);
    const stranger = await call("sanne", handOverConversation, { ...on(c), body: { handle: "AAAAAAAAAAAAAAAA" } });
    expect(stranger).toEqual(refusedAs("not-found"));
  });
});

describe("V-03 a related person shows their name in one conversation", () => {
  test("there everybody sees it, live; elsewhere nobody does; it is told once, by ids", async () => {
    const { stage, gateway, call, started, on, read } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima")]);
    const other = await started("emma", [account("sanne"), link("fatima")]);
    const sanne = await stage.device(gateway, "sanne");
    expect((await read("fatima", c)).can.showName).toBe(true);
    expect((await read("sanne", c)).can.showName).toBe(false);
    expect(await call("sanne", showOwnName, on(c))).toEqual(refusedAs("not-found"));
    const [shown] = await Promise.all([call("fatima", showOwnName, on(c)), call("fatima", showOwnName, on(c))]);
    expect(bodyOf(shown).conversation.can.showName).toBe(false);
    await sanne.awaitFrame("roster", ({ c: at, roster }) => at === c && JSON.stringify(roster).includes("El Amrani"));
    expect(JSON.stringify(await read("sanne", other))).not.toContain("El Amrani");
    expect(JSON.stringify(await read("sanne", c))).toContain("El Amrani");
    const { rows } = await stage.pool.query("SELECT payload FROM outbox WHERE type = 'name-shown.v1'");
    expect(rows).toEqual([
      {
        payload: {
          conversationId: c,
          accountId: idOf("fatima"),
          linkId: demoLinks.fatima.linkId,
          clientId: idOf("emma"),
        },
      },
    ]);
  });

  test("who left before it was shown doesn't see it", async () => {
    const { call, started, on, read, leave } = await prepare();
    const c = await started("emma", [account("sanne"), link("fatima"), link("youssef")]);
    bodyOf(await leave("sanne", c));
    bodyOf(await call("fatima", showOwnName, on(c)));
    expect(JSON.stringify(await read("sanne", c))).not.toContain("El Amrani");
    expect(JSON.stringify(await read("youssef", c))).toContain("El Amrani");
  });
});
