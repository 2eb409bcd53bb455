import { AGAIN_HEADER, readContactHistory, readOwnContactHistory } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { appendLine, type NewLogLine } from "../src/log/index.ts";
import type { Browser } from "./browser.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

const { emma, sanne, daan, fatima, lucas } = demoPeople;
const MOTIVATION = "Kwikstaart, for the application manager only";

let world: World;
let sannesBrowser: Browser;
let emmasBrowser: Browser;
beforeAll(async () => {
  world = await startWorld();
  [sannesBrowser, emmasBrowser] = [await world.signedIn("sanne"), await world.signedIn("emma")];
  await until("mails can be queued", () => world.deps.jobs.ready);
  await write({ actor: by("sanne"), action: "viewed-details", ground: "relation" });
  await write({
    actor: by("daan"),
    action: "obtained-temporary-access",
    ground: "temporary-access",
    motivation: MOTIVATION,
    details: { until: 1_800_000_000_000, searchedBy: "born", searchedFor: "1996-02-14", found: 1 },
  });
  await write({
    actor: by("noor", "secretary"),
    action: "related-therapist",
    ground: "secretary",
    details: { professionalId: daan.accountId },
  });
  await write({ actor: null, action: "temporary-access-expired", ground: "platform", motivation: MOTIVATION });
});

const by = (person: DemoName, role = "therapist") => ({ accountId: demoPeople[person].accountId, role });
const write = (line: Omit<NewLogLine, "clientId">, clientId: string = emma.accountId) =>
  world.deps.database.change(({ executor }) => appendLine(executor, { ...line, clientId }));
const historyOf = (clientId: string, person = sannesBrowser, query = "") =>
  person.get(`/api/v1/clients/${clientId}/contact-history${query}`);
const own = (query = "", person = emmasBrowser) => person.get(`/api/v1/own/contact-history${query}`);

describe("A-02 the contact history", () => {
  it("tells the client who was in their account, when and on what ground, temporary access included", async () => {
    const { lines } = (await own()).as(readOwnContactHistory.response);
    expect(lines.map(({ action, actor, ground }) => [action, actor?.name ?? null, ground])).toEqual([
      ["temporary-access-expired", null, "platform"],
      ["related-therapist", "Noor Smit", "secretary"],
      ["obtained-temporary-access", "Daan Visser", "temporary-access"],
      ["viewed-details", "Sanne Bakker", "relation"],
    ]);
    expect(lines[1]?.details).toEqual({ professional: { id: daan.accountId, name: "Daan Visser" } });
    expect(lines[2]?.details).toEqual({ until: 1_800_000_000_000, searchedBy: "born" });
  });

  it("shows neither the client nor a professional a motivation, or what was searched for", async () => {
    for (const answer of [await own(), await historyOf(emma.accountId)]) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain("Kwikstaart");
      expect(answer.text).not.toContain("1996-02-14");
    }
  });

  it("numbers no lines: the chain's numbers and a page's end would count those that the reader does not get (A-05)", async () => {
    for (const answer of [await own("?limit=2"), await historyOf(emma.accountId, sannesBrowser, "?limit=2")]) {
      const { lines, next } = answer.as(readContactHistory.response);
      expect(lines.map(({ n }) => n)).toEqual([null, null]);
      const place = JSON.parse(Buffer.from(next ?? "", "base64url").toString());
      const alike = lines.filter(({ at }) => at === lines[1]?.at).length;
      expect(place).toEqual([lines[1]?.at, alike]);
    }
  });

  it("is read by who is related, and the reading is a line of its own", async () => {
    const before = (await historyOf(emma.accountId)).as(readContactHistory.response);
    expect(before.lines.length).toBeGreaterThanOrEqual(4);
    const after = (await own()).as(readOwnContactHistory.response);
    expect(after.lines[0]).toMatchObject({
      action: "viewed-contact-history",
      actor: { name: "Sanne Bakker" },
      ground: "relation",
    });
    const [line] = await world.sql(
      "SELECT actor_id, ground FROM log_line WHERE action = 'viewed-contact-history' AND ground = 'own-account' LIMIT 1",
    );
    expect(line).toEqual({ actor_id: emma.accountId, ground: "own-account" });
  });

  it("R-04 R-05 is not there for anybody else, in one answer for absent and hidden", async () => {
    const absent = await historyOf("00000000-0000-4000-8000-00000000ffff");
    const plain = ({ text, status }: { text: string; status: number }) => [
      status,
      text.replace(/"requestId":"[^"]*",?/, ""),
    ];
    for (const person of ["daan", "noor", "ruben", "emma", "fatima", "pieter"] as const) {
      const answer = await historyOf(emma.accountId, await world.signedIn(person));
      expect(plain(answer), person).toEqual(plain(absent));
      expect(answer).toMatchObject({ status: 404, code: "not-found" });
    }
    for (const person of ["sanne", "noor", "ruben", "fatima"] as const) {
      expect(await own("", await world.signedIn(person)), person).toMatchObject({ status: 404, code: "not-found" });
    }
  });

  it("holds nothing of another client", async () => {
    await write({ actor: by("daan"), action: "viewed-answers", ground: "relation" }, lucas.accountId);
    expect((await own()).text).not.toContain("viewed-answers");
    expect((await historyOf(emma.accountId)).text).not.toContain(lucas.accountId);
    const lucasOwn = (await own("", await world.signedIn("lucas"))).as(readOwnContactHistory.response);
    expect(lucasOwn.lines.map(({ action }) => action)).toEqual(["viewed-answers"]);
  });

  it("A-05 lets no professional see that a related person did something; the client sees their name", async () => {
    await write({
      actor: { accountId: fatima.accountId, role: "related-person" },
      action: "viewed-account",
      ground: "own-account",
    });
    const seen = await historyOf(emma.accountId);
    expect(seen.text).not.toContain(fatima.accountId);
    expect(seen.text).not.toContain(fatima.name);
    const { lines } = (await own()).as(readOwnContactHistory.response);
    expect(lines.find(({ actor }) => actor?.role === "related-person")?.actor?.name).toBe(fatima.name);
  });

  it("is read by pages, newest first, none twice and none left out", async () => {
    for (let number = 1; number <= 7; number += 1) {
      await write(
        { actor: by("daan"), action: "assigned-tool", ground: "relation", details: { tool: `tool-${number}` } },
        lucas.accountId,
      );
    }
    await world.sql("ALTER TABLE log_line DISABLE TRIGGER USER");
    await world.sql("UPDATE log_line SET at = '2026-01-01T10:00:00Z' WHERE action = 'assigned-tool'");
    await world.sql("ALTER TABLE log_line ENABLE TRIGGER USER");
    const daansBrowser = await world.signedIn("daan");
    const tools: (string | undefined)[] = [];
    let cursor = "";
    do {
      const page = (await historyOf(lucas.accountId, daansBrowser, `?limit=3${cursor}`)).as(
        readContactHistory.response,
      );
      tools.push(...page.lines.flatMap(({ action, details }) => (action === "assigned-tool" ? [details.tool] : [])));
      cursor = page.next === null ? "" : `&cursor=${page.next}`;
    } while (cursor !== "");
    expect(tools).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `tool-${number}`));
    for (const made of ["x", "W10", Buffer.from('[1,"a"]').toString("base64url")]) {
      expect(await own(`?cursor=${made}`)).toMatchObject({ status: 400, code: "invalid-input" });
    }
  });

  it("names no one in the logs of the service", () => {
    for (const { name, email } of [emma, sanne, daan, fatima]) {
      expect(world.logs()).not.toContain(name);
      expect(world.logs()).not.toContain(email);
    }
  });
});

describe("A-01 every look at an account is a line", () => {
  const lines = async () =>
    Number((await world.sql("SELECT count(*)::int AS n FROM log_line WHERE client_id = $1", [emma.accountId]))[0]?.n);
  const look = (page: string, headers: Record<string, string> = {}, who = sannesBrowser) =>
    who.send("GET", `/api/v1/clients/${emma.accountId}${page}`, undefined, headers);
  const again = { [AGAIN_HEADER]: "1" };

  it("each visit of a page one, though it follows at once; a page that stays open and reads itself again adds none within a minute", async () => {
    const before = await lines();
    await look("/tools");
    await look("/tools");
    expect(await lines()).toBe(before + 2);
    for (const _ of [1, 2, 3]) expect((await look("/tools", again)).status).toBe(200);
    expect(await lines()).toBe(before + 2);
  });

  it("also for who only says so: without a look of the same person at the same page within a minute there is a line", async () => {
    const noor = await world.signedIn("noor");
    const before = await lines();
    await look("/tasks", again);
    await look("/tools", again, noor);
    expect(await lines()).toBe(before + 2);
    await world.sql(
      `ALTER TABLE log_line DISABLE TRIGGER USER;
       UPDATE log_line SET at = at - interval '61 seconds' WHERE action = 'viewed-tasks';
       ALTER TABLE log_line ENABLE TRIGGER USER`,
    );
    await look("/tasks", again);
    expect(await lines()).toBe(before + 3);
  });

  it("and every change, however often it says so", async () => {
    const before = await lines();
    const { toolId } = await guidedTool();
    for (const guided of [false, true]) {
      const path = `/api/v1/clients/${emma.accountId}/tools/${toolId}/guide`;
      expect((await sannesBrowser.send("PUT", path, { guided }, again)).status).toBe(200);
    }
    expect(await lines()).toBe(before + 2);
  });

  const guidedTool = async () => {
    const [tool] = await world.sql("SELECT id FROM tool WHERE client_id = $1 AND guide_id = $2 LIMIT 1", [
      emma.accountId,
      sanne.accountId,
    ]);
    return { toolId: String(tool?.id) };
  };
});
