import { randomUUID } from "node:crypto";
import { toSearchable } from "@kring/domain";
import {
  listSettings,
  readInbox,
  readLog,
  requestRelationFromSearch,
  searchOtherClients,
} from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

const MOTIVATION = "Sanne is ill and Emma has an appointment today";

let world: World;
let daan: Browser;
let ruben: Browser;
beforeAll(async () => {
  world = await startWorld();
  [daan, ruben] = [await world.signedIn("daan"), await world.signedIn("ruben")];
  await until("mails can be queued", () => world.deps.jobs.ready);
});
beforeEach(async () => {
  await switchSearching(true);
  // A new hour for everybody; how often a route may be called is not what is tested here.
  await world.sql("DELETE FROM rate_limit");
  await world.sql("UPDATE client_search SET at = at - interval '2 hours'");
});

const switchSearching = (value: boolean) => ruben.put("/api/v1/settings/search-outside-caseload", { value });
const ask = (person: Browser, by: string, value: string, motivation = MOTIVATION) =>
  person.post("/api/v1/client-searches", { motivation, filter: { by, value } });
const found = async (by: string, value: string) => (await ask(daan, by, value)).as(searchOtherClients.response);
const { emma, lucas } = demoPeople;

async function addClient(name: string, { active = true, number = randomUUID().slice(0, 8), born = "1970-01-01" } = {}) {
  const id = randomUUID();
  await world.sql("INSERT INTO account (id, kind, name, searchable, active) VALUES ($1, 'client', $2, $3, $4)", [
    id,
    name,
    toSearchable(name),
    active,
  ]);
  await world.sql("INSERT INTO client_details (account_id, client_number, born) VALUES ($1, $2, $3)", [
    id,
    number,
    born,
  ]);
  return id;
}

describe("Q-03 searching outside the caseload", () => {
  it("is not there while the setting is off, nor for who is not a therapist", async () => {
    for (const person of ["noor", "ruben", "emma", "fatima"] as const) {
      expect(await ask(await world.signedIn(person), "name", "Emma")).toMatchObject({ status: 404, code: "not-found" });
    }
    await switchSearching(false);
    expect(await ask(daan, "name", "Emma")).toMatchObject({ status: 404, code: "not-found" });
  });

  it("asks for a motivation first", async () => {
    for (const motivation of ["", "   x       ", "too short"]) {
      expect(await ask(daan, "name", "Emma", motivation)).toMatchObject({ status: 400, code: "invalid-input" });
    }
    expect(await daan.post("/api/v1/client-searches", { filter: { by: "name", value: "Emma" } })).toMatchObject({
      status: 400,
    });
  });

  it.each([
    ["name", "emma de"],
    ["name", "  DE   JÓNG "],
    ["email", "Emma.deJong@kring.example"],
    ["client-number", "20431"],
    ["born", "1996-02-14"],
  ])("finds a client by %s %s, with name, client ID and year of birth alone", async (by, value) => {
    const answer = await found(by, value);
    expect(answer).toMatchObject({ tooMany: false });
    expect(answer.results).toEqual([
      {
        id: emma.accountId,
        name: "Emma de Jong",
        clientNumber: "20431",
        birthYear: 1996,
        related: false,
        pendingRequest: null,
        temporaryAccessUntil: null,
        can: { sendRelateRequest: false, obtainTemporaryAccess: true },
      },
    ]);
  });

  it("finds a client ID whatever the case, and a standing invitation by its exact address", async () => {
    const invited = await addClient("Invited Person", { number: "AB-77c" });
    const invite = (token: string, ended: string | null) =>
      world.sql(
        `INSERT INTO invitation (account_id, email, token_hash, expires_at, ended_at)
         VALUES ($1, 'invited@kring.example', $2, now() + interval '1 day', $3)`,
        [invited, token, ended],
      );
    await invite("one", new Date().toISOString());
    expect((await found("email", "invited@kring.example")).results).toEqual([]);
    await invite("two", null);
    expect((await found("email", "invited@kring.example")).results).toMatchObject([{ id: invited }]);
    expect((await found("client-number", "ab-77C")).results).toMatchObject([{ id: invited }]);
    expect((await found("email", "invited@kring.exampl")).results).toEqual([]);
    expect((await found("client-number", "AB-77")).results).toEqual([]);
  });

  it("marks the own caseload, and finds no deactivated client, professional or related person", async () => {
    expect((await found("name", "lucas")).results).toMatchObject([
      { id: lucas.accountId, related: true, can: { sendRelateRequest: false, obtainTemporaryAccess: false } },
    ]);
    await addClient("Gone Away", { active: false });
    for (const name of ["Gone Away", "Sanne Bakker", "Fatima El"])
      expect((await found("name", name)).results).toEqual([]);
    expect((await found("email", demoPeople.fatima.email)).results).toEqual([]);
    expect((await found("email", demoPeople.noor.email)).results).toEqual([]);
  });

  it("wants three letters of a name, and takes none of it as a pattern", async () => {
    for (const name of ["12345", "a%b", "e m", "___", "é'é"]) {
      expect(await ask(daan, "name", name), name).toMatchObject({ status: 400, code: "invalid-input" });
    }
    expect((await found("name", "em_a")).results).toEqual([]);
    expect((await found("name", "emma%jong")).results).toEqual([]);
    expect((await found("name", "emma\\")).results).toEqual([]);
    expect(await ask(daan, "born", "0000-01-01")).toMatchObject({ status: 400 });
  });

  it("shows at most ten; of more it says neither who nor how many", async () => {
    for (let number = 1; number <= 10; number += 1) await addClient(`Zwaan ${number}`, { born: "1901-01-01" });
    const ten = await found("born", "1901-01-01");
    expect(ten.results).toHaveLength(10);
    expect(ten.tooMany).toBe(false);
    await addClient("Zwaan 11", { born: "1901-01-01" });
    const more = await ask(daan, "born", "1901-01-01");
    expect(more.as(searchOtherClients.response)).toMatchObject({ results: [], tooMany: true });
    const { id: _random, ...said } = more.as(searchOtherClients.response);
    expect(JSON.stringify(said)).not.toContain("11");
    await addClient("Zwaan 12", { born: "1901-01-01" });
    const [first, second] = [more, await ask(daan, "born", "1901-01-01")];
    expect(Object.keys(first.body as object)).toEqual(Object.keys(second.body as object));
  });

  it("is logged with who, when, the filter and the motivation, for the application manager", async () => {
    await found("born", "1996-02-14");
    const { lines } = (await ruben.get(`/api/v1/log?actorId=${demoPeople.daan.accountId}&ground=search`)).as(
      readLog.response,
    );
    expect(lines[0]).toMatchObject({
      actor: { name: "Daan Visser", role: "therapist" },
      action: "searched-other-clients",
      client: null,
      ground: "search",
      motivation: MOTIVATION,
      details: { searchedBy: "born", searchedFor: "1996-02-14", found: 1 },
    });
  });

  it("ends after twenty in an hour, also for those sent together, and the application manager is told once", async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => ask(daan, "name", "Emma de Jong")));
    const left = answers.flatMap((answer) =>
      answer.status === 201 ? [answer.as(searchOtherClients.response).searchesLeft] : [],
    );
    expect(left.toSorted((a, b) => b - a)).toEqual(Array.from({ length: 20 }, (_, index) => 19 - index));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(5);
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 429, code: "too-many-requests" });
      const { retryAfterMs } = answer.body as { retryAfterMs: number };
      expect(retryAfterMs).toBeGreaterThan(0);
      expect(retryAfterMs).toBeLessThanOrEqual(3_600_000);
    }
    const { notifications } = (await ruben.get("/api/v1/inbox")).as(readInbox.response);
    const told = notifications.filter(({ kind }) => kind === "search-limit-reached");
    expect(told).toMatchObject([{ link: "/log" }]);
    const [row] = await world.sql("SELECT count(*)::int AS n FROM log_line WHERE action = 'was-refused-search'");
    expect(row?.n).toBe(5);
    // Sanne's hour is her own.
    expect((await ask(await world.signedIn("sanne"), "name", "Emma")).status).toBe(201);
  });

  it("leaves nothing of what was searched for in the logs and metrics of the service", async () => {
    const canary = "kwikstaart";
    await ask(daan, "name", canary, `${canary} must be found at once`);
    await ask(daan, "email", `${canary}@kring.example`);
    await ask(daan, "client-number", `${canary}-1`);
    await ask(daan, "name", `${canary.repeat(40)}`);
    expect(world.logs().toLowerCase()).not.toContain(canary);
    expect(await world.deps.metrics.registry.metrics()).not.toContain(canary);
    for (const { email, name } of Object.values(demoPeople)) {
      expect(world.logs()).not.toContain(email);
      expect(world.logs()).not.toContain(name);
    }
  });
});

describe("Q-04 a relate request from a search", () => {
  const send = (searchId: string, clientId: string = emma.accountId, message = "May I look after you this month?") =>
    daan.post(`/api/v1/client-searches/${searchId}/relate-requests`, { clientId, message });
  const switchRequests = (value: boolean) => ruben.put("/api/v1/settings/relate-requests", { value });

  it("is not there while relate requests are off", async () => {
    const { id, results } = await found("born", "1996-02-14");
    expect(results[0]?.can.sendRelateRequest).toBe(false);
    expect(await send(id)).toMatchObject({ status: 404, code: "not-found" });
  });

  it("asks the client for a relation with oneself, and shows as pending in the same search", async () => {
    await switchRequests(true);
    const { id, results } = await found("born", "1996-02-14");
    expect(results[0]?.can.sendRelateRequest).toBe(true);
    const request = (await send(id)).as(requestRelationFromSearch.response);
    expect(request).toMatchObject({
      client: { id: emma.accountId },
      professional: { id: demoPeople.daan.accountId },
      sender: { you: true },
      state: "pending",
      can: { cancel: true },
    });
    const again = await found("born", "1996-02-14");
    expect(again.results).toMatchObject([{ pendingRequest: { id: request.id }, can: { sendRelateRequest: false } }]);
    expect(await send(again.id)).toMatchObject({ status: 409, code: "request-pending" });
    expect((await daan.delete(`/api/v1/relate-requests/${request.id}`)).status).toBe(204);
    expect((await found("born", "1996-02-14")).results).toMatchObject([
      { pendingRequest: null, can: { sendRelateRequest: true } },
    ]);
  });

  it("Q-06 never shows the client the motivation", async () => {
    const { id } = await found("born", "1996-02-14");
    const request = (await send(id)).as(requestRelationFromSearch.response);
    const emmasBrowser = await world.signedIn("emma");
    for (const path of [`/api/v1/own/relate-requests/${request.id}`, "/api/v1/tasks", "/api/v1/own/contact-history"]) {
      const answer = await emmasBrowser.get(path);
      expect(answer.status, path).toBe(200);
      expect(answer.text).not.toContain(MOTIVATION);
    }
    const [line] = await world.sql(
      "SELECT motivation, ground FROM log_line WHERE action = 'sent-relate-request' ORDER BY id DESC",
    );
    expect(line).toEqual({ motivation: MOTIVATION, ground: "search" });
  });

  it("Q-07 cannot be sent again within 30 days of a rejection", async () => {
    const [open] = await world.sql("SELECT id FROM relate_request WHERE state = 'pending'");
    const emmasBrowser = await world.signedIn("emma");
    await emmasBrowser.post(`/api/v1/own/relate-requests/${open?.id}/answer`, { answer: "reject" });
    const search = await found("born", "1996-02-14");
    expect(search.results[0]?.can.sendRelateRequest).toBe(false);
    expect(await send(search.id)).toMatchObject({ status: 409, code: "asked-too-recently" });
    await world.sql("UPDATE relate_request SET decided_at = now() - interval '31 days' WHERE state = 'rejected'");
    expect((await found("born", "1996-02-14")).results[0]?.can.sendRelateRequest).toBe(true);
  });

  it("follows only on a search of one's own that found this client", async () => {
    const { id } = await found("name", "Zwaan 11");
    for (const searchId of [id, randomUUID()]) {
      expect(await send(searchId)).toMatchObject({ status: 404, code: "not-found" });
    }
    const own = await found("born", "1996-02-14");
    await world.sql("UPDATE client_search SET at = now() - interval '61 minutes' WHERE id = $1", [own.id]);
    expect(await send(own.id)).toMatchObject({ status: 404, code: "not-found" });
  });

  it("Q-01 is cancelled, never accepted, when relate requests are switched off", async () => {
    const { id } = await found("born", "1996-02-14");
    const request = (await send(id)).as(requestRelationFromSearch.response);
    const { settings } = (await ruben.get("/api/v1/settings")).as(listSettings.response);
    expect(settings.find(({ key }) => key === "relate-requests")?.endsWhenOff).toBe(1);
    await switchRequests(false);
    const [row] = await world.sql("SELECT state FROM relate_request WHERE id = $1", [request.id]);
    expect(row?.state).toBe("cancelled");
    expect(
      await world.sql("SELECT FROM relation WHERE professional_id = $1 AND client_id = $2", [
        demoPeople.daan.accountId,
        emma.accountId,
      ]),
    ).toEqual([]);
  });
});
