import { findLogPeople, type LogLine, readLog, readOwnContactHistory } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { appendLine, type NewLogLine } from "../src/log/index.ts";
import type { Browser } from "./browser.ts";
import { startWorld, type World } from "./world.ts";

const { emma, lucas, sanne, daan, noor, fatima } = demoPeople;

let world: World;
let ruben: Browser;
beforeAll(async () => {
  world = await startWorld();
  ruben = await world.signedIn("ruben");
  await writeOn("2026-03-01T23:59:59.999Z", {
    actor: by("sanne"),
    action: "viewed-account",
    clientId: emma.accountId,
    ground: "relation",
  });
  await writeOn("2026-03-02T00:00:00.000Z", {
    actor: by("daan"),
    action: "viewed-tools",
    clientId: lucas.accountId,
    ground: "relation",
  });
  await writeOn("2026-03-02T23:59:59.999Z", {
    actor: by("daan"),
    action: "searched-other-clients",
    ground: "search",
    motivation: "Emma has an appointment today",
    details: { searchedBy: "name", searchedFor: "emma", found: 1 },
  });
  await writeOn("2026-03-03T00:00:00.000Z", {
    actor: by("noor", "secretary"),
    action: "related-therapist",
    clientId: emma.accountId,
    ground: "secretary",
    details: { professionalId: daan.accountId },
  });
  await writeOn("2026-03-04T12:00:00.000Z", {
    actor: { accountId: fatima.accountId, role: "related-person" },
    action: "viewed-account",
    clientId: emma.accountId,
    ground: "own-account",
  });
});

const by = (person: DemoName, role = "therapist") => ({ accountId: demoPeople[person].accountId, role });
/** A line as it was written at another moment. */
async function writeOn(at: string, line: NewLogLine) {
  await world.sql("ALTER TABLE log_line ALTER COLUMN at SET DEFAULT clock_timestamp()");
  await world.sql(`ALTER TABLE log_line ALTER COLUMN at SET DEFAULT '${at}'::timestamptz`);
  await world.deps.database.change(({ executor }) => appendLine(executor, line));
  await world.sql("ALTER TABLE log_line ALTER COLUMN at SET DEFAULT clock_timestamp()");
}
const march = "from=2026-03-01&until=2026-03-31";
const read = async (query: string) => (await ruben.get(`/api/v1/log?${query}`)).as(readLog.response);
const actions = ({ lines }: { lines: LogLine[] }) => lines.map(({ action }) => action);

describe("A-03 the log", () => {
  it("is read by application managers alone", async () => {
    for (const person of ["sanne", "noor", "emma", "fatima"] as const) {
      const browser = await world.signedIn(person);
      for (const path of ["/api/v1/log", "/api/v1/log/people?name=emma&kind=client", "/api/v1/log/export?format=csv"]) {
        expect(await browser.get(path), `${person} ${path}`).toMatchObject({ status: 404, code: "not-found" });
      }
    }
  });

  it("says who did what for whom, when, in which role, on what ground, with which motivation", async () => {
    const { lines } = await read(march);
    expect(lines.find(({ action }) => action === "related-therapist")).toMatchObject({
      at: Date.parse("2026-03-03T00:00:00.000Z"),
      actor: { id: noor.accountId, name: "Noor Smit", role: "secretary" },
      client: { id: emma.accountId, name: "Emma de Jong", clientNumber: "20431" },
      ground: "secretary",
      details: { professional: { id: daan.accountId, name: "Daan Visser" } },
    });
    expect(lines.find(({ action }) => action === "searched-other-clients")).toMatchObject({
      actor: { name: "Daan Visser", role: "therapist" },
      client: null,
      motivation: "Emma has an appointment today",
      details: { searchedBy: "name", searchedFor: "emma", found: 1 },
    });
  });

  it.each<[string, string[]]>([
    ["from=2026-03-02&until=2026-03-02", ["searched-other-clients", "viewed-tools"]],
    ["from=2026-03-03&until=2026-03-03", ["related-therapist"]],
    ["until=2026-03-01", ["viewed-account"]],
    [`${march}&actorId=${daan.accountId}`, ["searched-other-clients", "viewed-tools"]],
    [`${march}&clientId=${emma.accountId}`, ["viewed-account", "related-therapist", "viewed-account"]],
    [`${march}&ground=secretary`, ["related-therapist"]],
    [`${march}&ground=search&actorId=${sanne.accountId}`, []],
    ["from=2026-03-04&until=2026-03-02", []],
  ])("is filtered by days of UTC, person, client and ground: %s", async (query, expected) => {
    expect(actions(await read(query))).toEqual(expected);
  });

  it("is read by pages, newest first, none twice and none left out", async () => {
    const all = actions(await read(march));
    const first = await read(`${march}&limit=2`);
    const second = await read(`${march}&limit=2&cursor=${first.next}`);
    const third = await read(`${march}&limit=2&cursor=${second.next}`);
    expect([first, second, third].flatMap(actions)).toEqual(all);
    expect(third.next).toBeNull();
  });

  it("refuses days and places that are none", async () => {
    for (const query of [
      "from=2026-02-30",
      "until=gisteren",
      "from=0000-01-01",
      "cursor=abc",
      "ground=mood",
      "limit=101",
    ]) {
      expect(await ruben.get(`/api/v1/log?${query}`), query).toMatchObject({ status: 400, code: "invalid-input" });
    }
  });

  it("says itself that it was read, once for each reading, and the client whose lines were read sees it", async () => {
    const count = async () =>
      (await world.sql("SELECT count(*)::int AS n FROM log_line WHERE action = 'viewed-log'"))[0]?.n as number;
    const before = await count();
    const { next } = await read(`${march}&limit=2`);
    await read(`${march}&limit=2&cursor=${next}`);
    expect(await count()).toBe(before + 1);
    await read(`clientId=${emma.accountId}`);
    const seen = await (await world.signedIn("emma")).get("/api/v1/own/contact-history");
    expect(seen.as(readOwnContactHistory.response).lines[0]).toMatchObject({
      action: "viewed-log",
      ground: "application-manager",
    });
    await read(`clientId=${sanne.accountId}`);
    const [row] = await world.sql(
      "SELECT client_id FROM log_line WHERE action = 'viewed-log' ORDER BY id DESC LIMIT 1",
    );
    expect(row?.client_id).toBeNull();
  });

  it("A-05 shows a related person under an opaque id, never by name", async () => {
    const answer = await ruben.get(`/api/v1/log?${march}&actorId=${fatima.accountId}`);
    const { lines } = answer.as(readLog.response);
    expect(lines).toMatchObject([{ actor: { name: "", role: "related-person" } }]);
    expect(answer.text).not.toContain(fatima.name);
  });
});

describe("A-03 people to filter the log by", () => {
  const find = async (name: string, kind: string) =>
    (await ruben.get(`/api/v1/log/people?name=${encodeURIComponent(name)}&kind=${kind}`)).as(findLogPeople.response)
      .people;

  it("are found by part of a name, clients with their client ID, professionals with their roles", async () => {
    expect(await find("JÓNG", "client")).toEqual([{ id: emma.accountId, name: "Emma de Jong", about: "20431" }]);
    expect(await find("visser", "actor")).toEqual([{ id: daan.accountId, name: "Daan Visser", about: "therapist" }]);
    expect(await find("visser", "client")).toEqual([]);
    expect(await find("%%%", "client")).toEqual([]);
  });

  it("A-05 are never related persons", async () => {
    for (const { name } of [fatima, demoPeople.pieter, demoPeople.youssef]) {
      expect(JSON.stringify(await find(name.slice(0, 5), "actor"))).not.toContain(name);
      expect(JSON.stringify(await find(name.slice(0, 5), "client"))).not.toContain(name);
    }
  });
});
