import { randomUUID } from "node:crypto";
import {
  type ConversationId,
  type ConversationView,
  handOverConversation,
  type LinkId,
  type Partner,
  showOwnName,
  startConversation,
} from "@kring/domain/contract";
import { type DemoName, demoLinks } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { bodyOf, handleOf, refusedAs } from "./support/calls.ts";
import { idOf, linkOf } from "./support/cast.ts";
import { account, link, own, prepare } from "./support/life.ts";

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
      "SELECT * FROM send_batch_v3('{message}', ARRAY[$1::uuid], ARRAY[$2::uuid], ARRAY[$3::uuid], ARRAY['Geheim'::bytea], '{null}', '{null}')",
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
