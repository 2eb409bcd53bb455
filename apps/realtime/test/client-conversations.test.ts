import { randomUUID } from "node:crypto";
import { type AccountId, type ConversationId, countConversations, listConversations } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { idOf, recordOf } from "./support/cast.ts";
import { INTERNAL_TOKEN, type Stage, startStage, type TestGateway } from "./support/stage.ts";

const list = async (stage: Stage, gateway: TestGateway, name: DemoName, query: string) => {
  const response = await stage.get(gateway, `${listConversations.path}?${query}`, name);
  expect(response.status).toBe(200);
  return listConversations.response.parse(await response.json());
};

async function listIds(stage: Stage, gateway: TestGateway, name: DemoName, client: AccountId) {
  const { conversations, next } = await list(stage, gateway, name, `client=${client}`);
  expect(next).toBeNull();
  return conversations.map(({ id }) => id).toSorted();
}

const ask = (gateway: TestGateway, body: object, token = INTERNAL_TOKEN) =>
  fetch(`${gateway.url}${countConversations.path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function startCircle() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const circle = await stage.start(["emma", "sanne", "fatima"]);
  const about = await stage.start(["sanne", "pieter"]);
  const alone = await stage.start(["sanne", "emma"]);
  const colleagues = await stage.start(["daan", "sanne"]);
  return { stage, gateway, circle, about, alone, colleagues };
}

const sorted = (...ids: ConversationId[]) => ids.toSorted();

describe("T-06 the conversations of a client account are those in which the professional takes part", () => {
  test("with the client or about the client, and no others", async () => {
    const { stage, gateway, circle, about, alone } = await startCircle();
    expect(await listIds(stage, gateway, "sanne", idOf("emma"))).toEqual(sorted(circle, about, alone));
    expect(await listIds(stage, gateway, "emma", idOf("emma"))).toEqual(sorted(circle, alone));
    expect(await listIds(stage, gateway, "fatima", idOf("emma"))).toEqual([circle]);
  });

  test("they come page by page, latest first", async () => {
    const { stage, gateway, circle, about, alone } = await startCircle();
    const seen: ConversationId[] = [];
    let cursor = "";
    for (let page = 0; page < 3; page += 1) {
      const { conversations, next } = await list(stage, gateway, "sanne", `client=${idOf("emma")}&limit=1${cursor}`);
      seen.push(...conversations.map(({ id }) => id));
      expect(next === null).toBe(page === 2);
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual([alone, about, circle]);
  });

  test("who shares nothing with a client gets what an unknown client gives: nothing", async () => {
    const { stage, gateway } = await startCircle();
    const unknown = await list(stage, gateway, "daan", `client=${randomUUID()}`);
    expect(unknown.conversations).toEqual([]);
    expect(await list(stage, gateway, "daan", `client=${idOf("emma")}`)).toEqual(unknown);
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    expect(await listIds(stage, gateway, "sanne", idOf("emma"))).toEqual([]);
  });

  test("V-03 the account behind a mask can't be found out by filtering on it", async () => {
    const { stage, gateway } = await startCircle();
    for (const name of ["fatima", "pieter", "daan", "sanne"] as const) {
      expect(await listIds(stage, gateway, "sanne", idOf(name))).toEqual([]);
    }
  });
});

describe("R-05 in previews conversations are numbers only", () => {
  test("how many a professional takes part in with or about a client, and how many of these they manage", async () => {
    const { stage, gateway } = await startCircle();
    const count = async (professional: DemoName, client: DemoName) => {
      const response = await ask(gateway, { professionalId: idOf(professional), clientId: idOf(client) });
      expect(response.status).toBe(200);
      return countConversations.response.parse(await response.json());
    };
    expect(await count("sanne", "emma")).toEqual({ takesPart: 3, manages: 2 });
    expect(await count("daan", "emma")).toEqual({ takesPart: 0, manages: 0 });
    expect(await count("sanne", "lucas")).toEqual({ takesPart: 0, manages: 0 });
    await stage.applied(await stage.accounts.endRelation(idOf("sanne"), idOf("emma")));
    expect(await count("sanne", "emma")).toEqual({ takesPart: 0, manages: 0 });
  });

  test("nobody but the other service may ask", async () => {
    const { stage, gateway } = await startCircle();
    for (const token of ["wrong", await stage.token(idOf("sanne"))]) {
      const response = await ask(gateway, { professionalId: idOf("sanne"), clientId: idOf("emma") }, token);
      expect(response.status).toBe(404);
    }
  });
});

describe("R-09 an account is deactivated", () => {
  test("a professional leaves every conversation at once, also those among colleagues", async () => {
    const { stage, gateway, circle, about, alone, colleagues } = await startCircle();
    const sanne = await stage.device(gateway, "sanne");
    const emma = await stage.device(gateway, "emma");
    const daan = await stage.device(gateway, "daan");
    await stage.applied(await stage.accounts.put(recordOf("sanne", { active: false })));
    expect(await sanne.awaitFrame("session.ended")).toEqual({ code: "session-ended" });
    await emma.awaitFrame("entry", ({ c, e }) => c === circle && e.kind === "left");
    await daan.awaitFrame("entry", ({ c, e }) => c === colleagues && e.kind === "closed");
    const { rows } = await stage.pool.query("SELECT FROM participant WHERE account_id = $1 AND to_seq IS NULL", [
      idOf("sanne"),
    ]);
    expect(rows).toEqual([]);
    const closed = await stage.pool.query<{ id: ConversationId }>(
      "SELECT id FROM conversation WHERE closed_at IS NOT NULL",
    );
    expect(closed.rows.map(({ id }) => id).toSorted()).toEqual(sorted(about, alone, colleagues));
  });

  test("a client's conversations close for everybody in them, who keep what was said and are told no reason", async () => {
    const { stage, gateway, circle, about, alone, colleagues } = await startCircle();
    const sanne = await stage.device(gateway, "sanne");
    const fatima = await stage.device(gateway, "fatima");
    const pieter = await stage.device(gateway, "pieter");
    await fatima.send(circle, "Tot morgen");
    const before = fatima.frames.length;
    await stage.applied(await stage.accounts.put(recordOf("emma", { active: false })));
    for (const c of [circle, about, alone]) {
      await sanne.awaitFrame("entry", ({ c: at, e }) => at === c && e.kind === "closed");
    }
    await fatima.awaitFrame("entry", ({ c, e }) => c === circle && e.kind === "closed");
    await pieter.awaitFrame("entry", ({ c, e }) => c === about && e.kind === "closed");
    expect(await fatima.send(circle, "Emma?")).toMatchObject({ ok: false, error: { code: "conversation-closed" } });
    expect(await sanne.send(colleagues, "Emma is er niet")).toMatchObject({ ok: true });
    const told = fatima.frames.slice(before).map(({ name, payload }) => [name, payload]);
    expect(told.filter(([name]) => name !== "roster")).toEqual([
      ["entry", { c: circle, e: { n: 2, at: expect.any(Number), kind: "closed" } }],
      ["conversation.changed", { c: circle }],
    ]);
    const history = await stage.get(gateway, `${listConversations.path}/${circle}/entries`, "fatima");
    expect(((await history.json()) as { entries: { kind: string }[] }).entries.map(({ kind }) => kind)).toEqual([
      "message",
      "closed",
    ]);
  });

  test("a client who comes back still reads what was said; it stays closed", async () => {
    const { stage, gateway, alone } = await startCircle();
    await stage.applied(await stage.accounts.put(recordOf("emma", { active: false })));
    const shut = await stage.get(gateway, `${listConversations.path}/${alone}`, "emma");
    expect(shut.status).toBe(401);
    await stage.applied(await stage.accounts.put(recordOf("emma")));
    const read = await stage.get(gateway, `${listConversations.path}/${alone}`, "emma");
    expect(read.status).toBe(200);
    expect(((await read.json()) as { conversation: { closed: boolean } }).conversation.closed).toBe(true);
    await expect(stage.start(["sanne", "emma"])).resolves.toBeDefined();
  });

  test("with a deactivated client, or about one, no conversation starts", async () => {
    const { stage } = await startCircle();
    await stage.applied(await stage.accounts.put(recordOf("emma", { active: false })));
    await expect(stage.start(["sanne", "emma"])).rejects.toMatchObject({ code: "not-found" });
    await expect(stage.start(["sanne", "pieter"])).rejects.toMatchObject({ code: "not-found" });
  });
});
