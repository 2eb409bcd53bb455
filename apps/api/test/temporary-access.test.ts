import { randomUUID } from "node:crypto";
import {
  AccountFrame,
  obtainTemporaryAccess,
  readInbox,
  routes,
  searchOtherClients,
  subjects,
} from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { connectNats, createLogger } from "@kring/service-kit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRelation } from "../src/relation/index.ts";
import { endTemporaryAccess, temporaryAccessSweep } from "../src/temporary-access/index.ts";
import type { Browser } from "./browser.ts";
import { natsUrl } from "./nats.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

const { emma, lucas, sanne, daan: daanPerson } = demoPeople;
const MOTIVATION = "Kwikstaart: Sanne is ill, Emma has an appointment";
const HOUR = 3_600_000;

let world: World;
let daan: Browser;
let ruben: Browser;
const heard: string[] = [];
const nats = connectNats({
  url: natsUrl("realtime"),
  name: "test",
  logger: createLogger({ service: "test", level: "error" }),
});
beforeAll(async () => {
  world = await startWorld();
  [daan, ruben] = [await world.signedIn("daan"), await world.signedIn("ruben")];
  await until("mails can be queued", () => world.deps.jobs.ready);
  for (const person of [daanPerson, emma]) {
    nats.subscribe(subjects.account(person.accountId), (message) => {
      if (AccountFrame.parse(JSON.parse(message.text())).type === "view-changed") heard.push(person.accountId);
    });
  }
  await until("the subscriptions stand", () =>
    nats.flush().then(
      () => true,
      () => false,
    ),
  );
});
afterAll(() => nats.close());
beforeEach(async () => {
  // How often a route may be called is not what is tested here.
  await world.sql("DELETE FROM rate_limit");
  await set("search-outside-caseload", false);
  await set("search-outside-caseload", true);
  await set("temporary-access-hours", 24);
  await set("temporary-access-per-day", 5);
  await world.sql("UPDATE client_search SET at = at - interval '1 day'");
  await world.sql(
    "UPDATE temporary_access SET started_at = started_at - interval '2 days', until = until - interval '2 days'",
  );
});

const set = (key: string, value: boolean | number) => ruben.put(`/api/v1/settings/${key}`, { value });
async function search(person = daan, value = "Emma de Jong"): Promise<string> {
  const answer = await person.post("/api/v1/client-searches", {
    motivation: MOTIVATION,
    filter: { by: "name", value },
  });
  return answer.as(searchOtherClients.response).id;
}
const take = (searchId: string, clientId: string = emma.accountId, person = daan) =>
  person.post(`/api/v1/client-searches/${searchId}/temporary-access`, { clientId });
const takeAccess = async () => (await take(await search())).as(obtainTemporaryAccess.response);
const history = (person = daan) => person.get(`/api/v1/clients/${emma.accountId}/contact-history`);
const linesOf = (action: string) =>
  world.sql("SELECT actor_id, actor_role, ground, motivation, details FROM log_line WHERE action = $1 ORDER BY id", [
    action,
  ]);
const countOf = async (action: string) => (await linesOf(action)).length;
const makeDue = () =>
  world.sql("UPDATE temporary_access SET until = now() - interval '1 second' WHERE ended_at IS NULL");

describe("Q-04 temporary access", () => {
  it("opens the account of a client that was found, for the hours of the setting", async () => {
    expect(await history()).toMatchObject({ status: 404, code: "not-found" });
    await set("temporary-access-hours", 3);
    const before = Date.now();
    const { until: end } = await takeAccess();
    expect(end).toBeGreaterThanOrEqual(before + 3 * HOUR);
    expect(end).toBeLessThanOrEqual(Date.now() + 3 * HOUR);
    expect((await history()).status).toBe(200);
    const found = (
      await daan.post("/api/v1/client-searches", {
        motivation: MOTIVATION,
        filter: { by: "born", value: "1996-02-14" },
      })
    ).as(searchOtherClients.response);
    expect(found.results).toMatchObject([{ temporaryAccessUntil: end, can: { obtainTemporaryAccess: false } }]);
  });

  it("is told to the client at once, and mailed without saying who or why", async () => {
    const mails = world.mail.mails.length;
    await takeAccess();
    const { notifications } = (await (await world.signedIn("emma")).get("/api/v1/inbox")).as(readInbox.response);
    expect(notifications[0]).toMatchObject({ kind: "temporary-access-started", link: "/contact-history" });
    await until("the mail", () => world.mail.mails.length > mails);
    const raw = world.mail.raw.join("\n");
    expect(raw).not.toContain("Kwikstaart");
    expect(raw).not.toContain("Daan");
    await until("the open pages of both", () => [daanPerson, emma].every(({ accountId }) => heard.includes(accountId)));
  });

  it("is taken only from a search of one's own, of the last hour, that found this client", async () => {
    const own = await search();
    expect(await take(own, lucas.accountId)).toMatchObject({ status: 404, code: "not-found" });
    expect(await take(randomUUID())).toMatchObject({ status: 404, code: "not-found" });
    expect(await take(own, emma.accountId, await world.signedIn("sanne"))).toMatchObject({ status: 404 });
    expect(await take(own, emma.accountId, await world.signedIn("noor"))).toMatchObject({ status: 404 });
    await world.sql("UPDATE client_search SET at = now() - interval '61 minutes' WHERE id = $1", [own]);
    expect(await take(own)).toMatchObject({ status: 404, code: "not-found" });
    const second = await search();
    await set("search-outside-caseload", false);
    expect(await take(second)).toMatchObject({ status: 404, code: "not-found" });
  });

  it("is not for who is related, nor twice at a time", async () => {
    const related = await search(daan, "Lucas Meijer");
    expect(await take(related, lucas.accountId)).toMatchObject({ status: 409, code: "already-done" });
    const own = await search();
    const answers = await Promise.all([take(own), take(own), take(own)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it("is taken five times a day, also by clicks at the same moment; the setting says how many", async () => {
    await set("temporary-access-per-day", 2);
    for (const turn of [1, 2]) {
      expect((await take(await search())).status, `time ${turn}`).toBe(201);
      await daan.delete(`/api/v1/clients/${emma.accountId}/temporary-access`);
    }
    const third = await take(await search());
    expect(third).toMatchObject({ status: 429, code: "too-many-requests" });
    expect((third.body as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(23 * HOUR);
    await set("temporary-access-per-day", 3);
    expect((await take(await search())).status).toBe(201);
  });

  it("follows on one that is overdue, which ends first", async () => {
    await takeAccess();
    const before = await countOf("temporary-access-expired");
    await makeDue();
    expect((await take(await search())).status).toBe(201);
    expect(await countOf("temporary-access-expired")).toBe(before + 1);
  });

  it("is ended by who took it, once; another's is not there", async () => {
    await takeAccess();
    const path = `/api/v1/clients/${emma.accountId}/temporary-access`;
    for (const person of ["sanne", "noor", "emma"] as const) {
      expect(await (await world.signedIn(person)).delete(path)).toMatchObject({ status: 404, code: "not-found" });
    }
    const before = await countOf("ended-temporary-access");
    const answers = await Promise.all([daan.delete(path), daan.delete(path)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    expect(await countOf("ended-temporary-access")).toBe(before + 1);
    expect(await history()).toMatchObject({ status: 404, code: "not-found" });
  });

  it("ends by itself at its time: logged once with many replicas, and told to open pages", async () => {
    await takeAccess();
    const before = await countOf("temporary-access-expired");
    heard.length = 0;
    await makeDue();
    // Its time is over, whether or not anybody ended it yet.
    expect(await history()).toMatchObject({ status: 404, code: "not-found" });
    await Promise.all(Array.from({ length: 5 }, () => temporaryAccessSweep(world.deps).run()));
    await until(
      "it has ended",
      async () => (await world.sql("SELECT FROM temporary_access WHERE ended_at IS NULL")).length === 0,
    );
    expect(await countOf("temporary-access-expired")).toBe(before + 1);
    expect((await linesOf("temporary-access-expired")).at(-1)).toMatchObject({
      actor_id: null,
      ground: "platform",
      motivation: MOTIVATION,
      details: { professionalId: daanPerson.accountId },
    });
    await until("both pages", () => [daanPerson, emma].every(({ accountId }) => heard.includes(accountId)));
  });

  it("ends at once when searching is switched off, and does not come back with it", async () => {
    await takeAccess();
    const before = await countOf("ended-temporary-access");
    heard.length = 0;
    await set("search-outside-caseload", false);
    expect(await history()).toMatchObject({ status: 404, code: "not-found" });
    expect(await countOf("ended-temporary-access")).toBe(before + 1);
    await until("both pages", () => [daanPerson, emma].every(({ accountId }) => heard.includes(accountId)));
    await set("search-outside-caseload", true);
    expect(await history()).toMatchObject({ status: 404 });
  });

  it("leaves none standing where it is taken while searching is switched off", async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await set("search-outside-caseload", true);
      const own = await search();
      await Promise.all([take(own), set("search-outside-caseload", false)]);
      expect(await world.sql("SELECT FROM temporary_access WHERE ended_at IS NULL")).toEqual([]);
    }
  });

  it("ends with the role of therapist", async () => {
    await takeAccess();
    await world.sql("UPDATE account SET roles = '{}' WHERE id = $1", [daanPerson.accountId]);
    expect(await history()).toMatchObject({ status: 404, code: "not-found" });
    await until(
      "it has ended",
      async () => (await world.sql("SELECT FROM temporary_access WHERE ended_at IS NULL")).length === 0,
    );
    await world.sql("UPDATE account SET roles = '{therapist}' WHERE id = $1", [daanPerson.accountId]);
    expect(await history()).toMatchObject({ status: 404 });
  });

  it("ends in the transaction that makes an end of it, such as a relation", async () => {
    await takeAccess();
    const tie = { professionalId: daanPerson.accountId, clientId: emma.accountId };
    await expect(
      world.deps.database.change(async (change) => {
        await endTemporaryAccess(world.deps, change, tie);
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect((await history()).status).toBe(200);
    await world.deps.database.change((change) => endTemporaryAccess(world.deps, change, tie));
    expect((await history()).status).toBe(404);
  });
});

/** A body that fits each writing route in a client account; a new route without one fails here. */
const bodies: Record<string, unknown> = {
  "change-client-details": { name: "Someone Else" },
  "deactivate-client": undefined,
  "reactivate-client": undefined,
  "offer-client-second-factor-reset": undefined,
  "resend-client-invitation": undefined,
  "withdraw-client-invitation": undefined,
  "break-relation": { unguidedToolIds: [] },
  "relate-therapist": { professionalId: daanPerson.accountId },
  "send-relate-request": { professionalId: daanPerson.accountId, message: "" },
  "transfer-client": { to: daanPerson.accountId, message: "" },
  "transfer-tools": { to: daanPerson.accountId, toolIds: [randomUUID()] },
  "assign-tool": { catalogueKey: "worrying", guided: true },
  "change-tool-guide": { guided: true },
  "give-feedback": { after: "one", text: "Well done" },
  "invite-related-person": { name: "Iemand", email: "iemand@kring.example", permission: true },
  "resend-related-person-invitation": undefined,
  "remove-related-person": undefined,
};
const writing = routes.filter(
  ({ id, service, method, path }) =>
    service === "api" && method !== "get" && path.includes(":clientId") && id !== "end-temporary-access",
);
const tables = [
  "account",
  "relation",
  "relate_request",
  "tool",
  "tool_entry",
  "feedback_moment",
  "task",
  "invitation",
  "related_person_link",
];
const fingerprint = async () =>
  Promise.all(
    tables.map((table) => world.sql(`SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) AS all FROM ${table} t`)),
  );

describe("Q-04 temporary access is for reading only", () => {
  it("and every writing route of a client account is tried here", () => {
    expect(writing.map(({ id }) => id).toSorted()).toEqual(Object.keys(bodies).toSorted());
  });

  it.each(writing)("$id changes nothing", async ({ id, method, path }) => {
    const tool = randomUUID();
    await world.sql("INSERT INTO tool (id, client_id, catalogue_key, guide_id) VALUES ($1, $2, 'worrying', $3)", [
      tool,
      emma.accountId,
      sanne.accountId,
    ]);
    await takeAccess();
    expect((await history()).status).toBe(200);
    const before = await fingerprint();
    const to = path
      .replace(":clientId", emma.accountId)
      .replace(":professionalId", sanne.accountId)
      .replace(":toolId", tool)
      .replace(":linkId", randomUUID());
    const answer = await daan.send(method.toUpperCase(), to, bodies[id]);
    expect(answer).toMatchObject(answer.status === 404 ? { code: "not-found" } : { status: 403, code: "read-only" });
    expect(await fingerprint()).toEqual(before);
  });
});

it("Q-04 who becomes related needs no temporary access: the relation is the ground", async () => {
  await takeAccess();
  await world.deps.database.change((change) =>
    createRelation(change, { professionalId: daanPerson.accountId, clientId: emma.accountId, since: new Date() }),
  );
  await history();
  expect((await linesOf("viewed-contact-history")).at(-1)).toMatchObject({ ground: "relation", motivation: null });
});

it("Q-03 the motivation reaches no log of the service", () => {
  const people: DemoName[] = ["emma", "daan", "sanne"];
  expect(world.logs()).not.toContain("Kwikstaart");
  for (const person of people) expect(world.logs()).not.toContain(demoPeople[person].name);
});
