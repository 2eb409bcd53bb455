import { randomUUID } from "node:crypto";
import {
  addParticipant,
  type ConversationId,
  decideEscalatedAccess,
  leaveConversation,
  listConversationsAboutMe,
  readConversation,
  readEntries,
  readEscalatedAccess,
} from "@kring/domain/contract";
import { demoLinks } from "@kring/domain/demo";
import { inTransaction } from "@kring/service-kit";
import { describe, expect, test } from "vitest";
import { escalateUnanswered } from "../src/conversation/index.ts";
import { account, pieter, prepareAccess } from "./support/access.ts";
import { bodyOf, refusedAs } from "./support/calls.ts";
import { idOf } from "./support/cast.ts";
import type { Stage } from "./support/stage.ts";
import { until } from "./support/until.ts";

const facts = async (stage: Stage, like = "access-%") => {
  const { rows } = await stage.pool.query<{ type: string; payload: Record<string, unknown> }>(
    "SELECT type, payload FROM outbox WHERE type LIKE $1 ORDER BY id",
    [like],
  );
  return rows.map(({ type, payload }) => [type, payload]);
};

describe("V-05 a client sees that conversations about them exist", () => {
  test("since when and how many take part; no topic, person or text, and none of others", async () => {
    const { stage, gateway, call, start, c, aboutEmma } = await prepareAccess();
    const emma = await stage.device(gateway, "emma");
    await start("sanne", [account("emma")]);
    await start("daan", [account("lucas")]);
    expect(await aboutEmma()).toEqual([
      {
        id: c,
        startedAt: expect.any(Number),
        participants: 2,
        closed: false,
        requests: [],
        can: { requestAccess: true },
      },
    ]);
    const { conversations } = bodyOf(await call("lucas", listConversationsAboutMe));
    expect(conversations).toEqual([]);
    for (const name of ["sanne", "pieter", "ruben", "noor"] as const) {
      expect(await call(name, listConversationsAboutMe)).toEqual(refusedAs("not-found"));
    }
    const second = await start("sanne", [pieter]);
    await emma.awaitFrame("view.changed");
    const first = bodyOf(await call("emma", listConversationsAboutMe, { query: { limit: "1" } }));
    expect(first.conversations.map(({ id }) => id)).toEqual([second]);
    const rest = bodyOf(await call("emma", listConversationsAboutMe, { query: { cursor: first.next ?? "" } }));
    expect([rest.conversations.map(({ id }) => id), rest.next]).toEqual([[c], null]);
    const broken = await call("emma", listConversationsAboutMe, { query: { cursor: "x" } });
    expect(broken).toMatchObject({ ok: false, status: 400 });
  });
});

describe("V-05 asking, granting, declining", () => {
  test("the professional sees the request, nobody else does; granted, the client reads all and everybody is told", async () => {
    const { stage, gateway, c, ask, answer, waiting, history, aboutEmma, call, on } = await prepareAccess();
    const sanne = await stage.device(gateway, "sanne");
    const pieters = await stage.device(gateway, "pieter");
    const emma = await stage.device(gateway, "emma");
    await pieters.send(c, "Zonder Emma");
    await sanne.awaitFrame("entry");
    expect(bodyOf(await ask())).toMatchObject({ requests: [{ state: "requested" }], can: { requestAccess: false } });
    await sanne.awaitFrame("conversation.changed");
    const [id] = await waiting("sanne");
    if (!id) throw new Error("No request waits");
    const seen = bodyOf(await call("sanne", readConversation, on(c))).conversation;
    expect(seen).toMatchObject({ clientMayAsk: true, can: { answerAccess: true } });
    expect(bodyOf(await call("pieter", readConversation, on(c))).conversation).toMatchObject({
      accessRequests: [],
      clientMayAsk: true,
      can: { answerAccess: false },
    });
    // Nothing of it reached Pieter, not even that something changed.
    expect(pieters.of("conversation.changed")).toEqual([]);

    expect(await answer("pieter", id, { answer: "grant" })).toEqual(refusedAs("not-found"));
    expect(await answer("daan", id, { answer: "grant" })).toEqual(refusedAs("not-found"));
    expect(await answer("emma", id, { answer: "grant" })).toEqual(refusedAs("not-found"));
    bodyOf(await answer("sanne", id, { answer: "grant" }));
    await pieters.awaitFrame("entry", ({ e }) => e.kind === "joined");
    await emma.awaitFrame("conversation.added");
    expect(await history("emma")).toEqual(["message", "joined"]);
    expect(await aboutEmma()).toEqual([]);
    expect((await facts(stage)).map(([type]) => type)).toEqual(["access-requested.v1", "access-answered.v1"]);
    expect(await answer("sanne", id, { answer: "decline", reason: "Te laat" })).toEqual(refusedAs("already-done"));
  });

  test("declined with a reason it goes to the application manager; the client reads the reason and asks again", async () => {
    const { stage, c, ask, answer, asked, aboutEmma, escalated, waiting, history } = await prepareAccess();
    const first = await asked();
    expect(await ask()).toEqual(refusedAs("already-asked"));
    bodyOf(await answer("sanne", first, { answer: "decline", reason: "Dit gaat over Pieter zelf." }));
    expect(await aboutEmma()).toMatchObject([
      { requests: [{ state: "declined", reason: "Dit gaat over Pieter zelf." }], can: { requestAccess: true } },
    ]);
    expect(await escalated()).toEqual([
      {
        id: first,
        clientId: idOf("emma"),
        professionalIds: [idOf("sanne")],
        startedAt: expect.any(Number),
        requestedAt: expect.any(Number),
        escalatedAt: expect.any(Number),
        why: "declined",
        declined: { professionalId: idOf("sanne"), at: expect.any(Number), reason: "Dit gaat over Pieter zelf." },
      },
    ]);
    const wire = JSON.stringify(await escalated());
    for (const hidden of [idOf("pieter"), demoLinks.pieter.linkId, "Zondag", c]) expect(wire).not.toContain(hidden);

    bodyOf(await ask());
    const [second] = await waiting("sanne");
    if (!second) throw new Error("No request waits");
    bodyOf(await answer("sanne", second, { answer: "grant" }));
    expect(await history("emma")).toEqual(["joined"]);
    expect(await escalated()).toEqual([]);
    const answers = (await facts(stage)).filter(([type]) => type === "access-answered.v1");
    expect(answers.map(([, payload]) => payload)).toMatchObject([
      { requestId: first, answer: "declined" },
      { requestId: second, answer: "granted" },
    ]);
    expect((await facts(stage, "access-closed%")).map(([, payload]) => payload)).toMatchObject([{ requestId: first }]);
  });

  test("who isn't the client it is about, or is in it, finds nothing to ask for", async () => {
    const { start, ask } = await prepareAccess();
    const inIt = await start("sanne", [account("emma")]);
    const about = await start("daan", [account("sanne")]);
    for (const name of ["lucas", "pieter", "fatima", "daan", "sanne", "ruben"] as const) {
      expect(await ask(name), name).toEqual(refusedAs("not-found"));
    }
    for (const id of [inIt, about, randomUUID() as ConversationId]) {
      expect(await ask("emma", id)).toEqual(refusedAs("not-found"));
    }
  });

  test("the manager who adds the client grants what they asked by that", async () => {
    const { stage, call, on, c, asked, escalated, answer } = await prepareAccess();
    const first = await asked();
    bodyOf(await answer("sanne", first, { answer: "decline", reason: "Nog niet" }));
    const second = await asked();
    bodyOf(await call("sanne", addParticipant, { ...on(c), body: { partner: account("emma") } }));
    expect(await escalated()).toEqual([]);
    const { rows } = await stage.pool.query("SELECT DISTINCT state FROM access_request");
    expect(rows).toEqual([{ state: "granted" }]);
    const closed = await facts(stage, "access-closed%");
    expect(closed.map(([, payload]) => (payload as { requestId: string }).requestId).toSorted()).toEqual(
      [first, second].toSorted(),
    );
    expect(await facts(stage, "access-answered%")).toHaveLength(1);
    // Who did so may be a related person.
    expect(JSON.stringify(closed)).not.toContain(idOf("sanne"));
    expect(await answer("sanne", second, { answer: "grant" })).toEqual(refusedAs("already-done"));
  });
});

describe("V-05 what nobody answers goes to the application manager", () => {
  test("after 14 days and not a moment before, once, however many gateways look", async () => {
    const { stage, asked, aboutEmma, escalated } = await prepareAccess();
    const id = await asked();
    const change = async (work: Parameters<Parameters<typeof escalateUnanswered>[1]>[0]) =>
      inTransaction(stage.pool, work);
    const pass = () => Promise.all(Array.from({ length: 4 }, () => escalateUnanswered(stage.pool, change)));
    const owner = stage.database.pool("kring_conversations_owner");
    const setBack = (by: string) =>
      owner.query("UPDATE access_request SET requested_at = requested_at - $1::interval", [by]);
    await setBack("13 days 23 hours");
    expect(await pass()).toEqual([0, 0, 0, 0]);
    await setBack("1 hour");
    expect((await pass()).reduce((sum, count) => sum + count)).toBe(1);
    expect((await facts(stage)).at(-1)).toEqual([
      "access-escalated.v1",
      expect.objectContaining({ requestId: id, why: "unanswered" }),
    ]);
    expect(await aboutEmma()).toMatchObject([
      { requests: [{ state: "with-application-manager" }], can: { requestAccess: false } },
    ]);
    expect(await escalated()).toMatchObject([{ id, why: "unanswered", declined: null }]);
    await pass();
    expect(await facts(stage, "access-escalated%")).toHaveLength(1);
  });

  test("when the last professional is gone, or leaves, or there is none; a closed conversation is opened to read", async () => {
    const { stage, gateway, call, on, start, c, asked, ask, escalated, decide, aboutEmma } = await prepareAccess();
    const id = await asked();
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    expect(await escalated()).toMatchObject([{ id, why: "nobody-left" }]);
    expect(await aboutEmma()).toMatchObject([{ closed: true, participants: 1 }]);

    const emma = await stage.device(gateway, "emma");
    expect((await decide(id, { answer: "grant" })).status).toBe(204);
    await emma.awaitFrame("conversation.added");
    const view = bodyOf(await call("emma", readConversation, on(c))).conversation;
    expect(view).toMatchObject({ closed: true, readsFrom: 1, topic: "Zondag", can: { send: false } });
    expect(bodyOf(await call("pieter", readEntries, on(c))).entries.at(-1)?.kind).toBe("joined");
    expect(await emma.send(c, "Hallo?")).toMatchObject({ ok: false, error: { code: "conversation-closed" } });

    const own = await start("emma", [{ link: demoLinks.fatima.linkId }, { link: demoLinks.youssef.linkId }]);
    const fatima = bodyOf(await call("emma", readConversation, on(own))).conversation.roster.participants.find(
      ({ screenName }) => screenName === "Maan",
    )?.handle;
    const handedOver = await fetch(`${gateway.url}/realtime/v1/conversations/${own}/manager`, {
      method: "PUT",
      headers: { authorization: `Bearer ${await stage.token(idOf("emma"))}`, "content-type": "application/json" },
      body: JSON.stringify({ handle: fatima }),
    });
    expect(handedOver.status).toBe(200);
    bodyOf(await call("emma", leaveConversation, on(own)));
    expect(bodyOf(await ask("emma", own))).toMatchObject({ requests: [{ state: "with-application-manager" }] });
    expect(await escalated()).toMatchObject([{ why: "nobody-left", professionalIds: [] }]);
  });

  test("the application manager records a ground instead, which the client reads; of two decisions one comes too late", async () => {
    const { asked, answer, aboutEmma, decide, ask, internal } = await prepareAccess();
    const id = await asked();
    expect((await decide(id, { answer: "grant" })).status).toBe(409);
    bodyOf(await answer("sanne", id, { answer: "decline", reason: "Nee" }));
    const ground = { answer: "record-ground", ground: "Schaadt een ander." };
    const statuses = (await Promise.all([decide(id, ground), decide(id, { answer: "grant" })])).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted()).toEqual([204, 409]);
    if (statuses[0] === 204) {
      expect(await aboutEmma()).toMatchObject([
        { requests: [{ state: "ground-recorded", reason: "Schaadt een ander." }], can: { requestAccess: true } },
      ]);
      bodyOf(await ask());
    } else expect(await aboutEmma()).toEqual([]);
    expect((await decide(randomUUID(), ground)).status).toBe(404);
    for (const path of [readEscalatedAccess.path, decideEscalatedAccess.path.replace(":requestId", id)]) {
      expect((await internal(path, path.endsWith(id) ? { ...ground } : undefined, "wrong")).status).toBe(404);
    }
  });
});

describe("V-05 races end in one outcome", () => {
  test("two answers at once: one counts, the other comes too late", async () => {
    const { stage, asked, answer } = await prepareAccess();
    const id = await asked();
    const answers = await Promise.all([
      answer("sanne", id, { answer: "grant" }),
      answer("sanne", id, { answer: "decline", reason: "Nee" }),
      answer("sanne", id, { answer: "grant" }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual([refusedAs("already-done"), refusedAs("already-done")]);
    expect((await facts(stage, "access-answered%")).length).toBe(1);
  });

  test("granting against the end of the therapist's relation: granted, or with the application manager", async () => {
    const { stage, asked, answer, escalated, c } = await prepareAccess();
    const id = await asked();
    const [ended, granted] = await Promise.all([
      stage.accounts.endRelation(idOf("sanne"), idOf("emma")),
      answer("sanne", id, { answer: "grant" }),
    ]);
    await stage.applied(ended);
    const { rowCount } = await stage.pool.query(
      "SELECT FROM participant WHERE conversation_id = $1 AND account_id = $2 AND to_seq IS NULL",
      [c, idOf("emma")],
    );
    const requests = await escalated();
    if (rowCount === 1) expect(requests).toEqual([]);
    else {
      expect(granted).toEqual(refusedAs("not-found"));
      expect(requests).toMatchObject([{ id, why: "nobody-left" }]);
    }
  });

  test("asking against being added: the client is in it, and nothing waits", async () => {
    const { stage, call, on, c, ask } = await prepareAccess();
    await Promise.all([ask(), call("sanne", addParticipant, { ...on(c), body: { partner: account("emma") } }), ask()]);
    const { rows } = await stage.pool.query("SELECT id FROM access_request WHERE state IN ('requested', 'escalated')");
    expect(rows).toEqual([]);
    await until("Emma is in it", async () => (await call("emma", readConversation, on(c))).ok);
  });

  test("asking again against the application manager's grant: the client is in it, and nothing waits", async () => {
    const { stage, call, on, c, asked, ask, answer, decide } = await prepareAccess();
    const id = await asked();
    bodyOf(await answer("sanne", id, { answer: "decline", reason: "Nee" }));
    const [decided, again] = await Promise.all([decide(id, { answer: "grant" }), ask()]);
    expect(decided.status).toBe(204);
    expect(again.ok || again.code === "not-found").toBe(true);
    const { rows } = await stage.pool.query("SELECT DISTINCT state FROM access_request");
    expect(rows).toEqual([{ state: "granted" }]);
    expect((await call("emma", readConversation, on(c))).ok).toBe(true);
  });
});
