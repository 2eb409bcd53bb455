import {
  AFTER_HEADER,
  findColleagues,
  listOwnTools,
  RelationEnding,
  readClientProfessionals,
} from "@kring/domain/contract";
import { demoLinks } from "@kring/domain/demo";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { breakRelation, guidedBy, idOf, isRelated, kindsIn, logged, onClient, onRelation } from "./relation-scenes.ts";
import { giveTemporaryAccess, listenFor } from "./tool-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let conversations: ConversationsFeed;
let world: World;
beforeAll(async () => {
  conversations = await startConversationsFeed();
  world = await startWorld({ realtime: conversations.realtime });
});
afterAll(() => conversations.stop());

const absent = "00000000-0000-4000-8000-00000000ffff";
const facts = async () => {
  const rows = await world.sql("SELECT type FROM outbox WHERE type LIKE 'relation%' OR type LIKE 'link%' ORDER BY id");
  return rows.map(({ type }) => String(type));
};
const professionalsOf = async (person: "sanne" | "daan" | "noor") =>
  (await (await world.signedIn(person)).get(`${onClient("emma")}/professionals`)).as(readClientProfessionals.response);

describe("T-01 relating a colleague", () => {
  it("is for a related therapist or a secretary; others learn nothing of the client", async () => {
    const body = { professionalId: idOf("daan") };
    for (const person of ["daan", "ruben", "emma", "lucas", "fatima"] as const) {
      const stranger = await world.signedIn(person);
      const answer = await stranger.post(`${onClient("emma")}/relations`, body);
      const nothing = await stranger.post(`/api/v1/clients/${absent}/relations`, body);
      expect(answer).toMatchObject({ status: 404, code: "not-found" });
      expect(answer.text.replace(/"requestId":"[^"]+"/, "")).toBe(nothing.text.replace(/"requestId":"[^"]+"/, ""));
    }
    expect(await isRelated(world, "emma", "daan")).toBe(false);
  });

  it("T-04 never relates oneself, in any role", async () => {
    await world.sql("UPDATE account SET roles = '{secretary,therapist}' WHERE id = $1", [idOf("noor")]);
    for (const person of ["noor", "sanne"] as const) {
      const answer = await (await world.signedIn(person)).post(`${onClient("emma")}/relations`, {
        professionalId: idOf(person),
      });
      expect(answer).toMatchObject({ status: 403, code: "not-yourself" });
    }
    await world.sql("UPDATE account SET roles = '{secretary}' WHERE id = $1", [idOf("noor")]);
    expect(await isRelated(world, "emma", "noor")).toBe(false);
  });

  it("takes only therapists whose accounts are in use", async () => {
    const sanne = await world.signedIn("sanne");
    for (const professionalId of [idOf("noor"), idOf("ruben"), idOf("lucas"), absent])
      expect((await sanne.post(`${onClient("emma")}/relations`, { professionalId })).code).toBe("not-found");
    await world.sql("UPDATE account SET active = false WHERE id = $1", [idOf("daan")]);
    expect((await sanne.post(`${onClient("emma")}/relations`, { professionalId: idOf("daan") })).code).toBe(
      "not-found",
    );
    await world.sql("UPDATE account SET active = true WHERE id = $1", [idOf("daan")]);
  });

  it("finds colleagues by name, and says who is related", async () => {
    const sanne = await world.signedIn("sanne");
    const find = async (query: string) =>
      (await sanne.get(`${onClient("emma")}/colleagues?${query}`)).as(findColleagues.response).colleagues;
    expect(await find("which=unrelated")).toEqual([{ id: idOf("daan"), name: "Daan Visser", related: false }]);
    expect(await find("which=related&name=BAKK")).toEqual([{ id: idOf("sanne"), name: "Sanne Bakker", related: true }]);
    expect(await find("which=any&name=%25")).toEqual([]);
    const daan = await world.signedIn("daan");
    expect((await daan.get(`${onClient("emma")}/colleagues?which=any`)).code).toBe("not-found");
  });

  it("takes effect at once, with one fact, a log line and notices; two who do it at once make one relation", async () => {
    const [sanne, noor, daan] = await Promise.all([
      world.signedIn("sanne"),
      world.signedIn("noor"),
      world.signedIn("daan"),
    ]);
    const before = (await facts()).length;
    const body = { professionalId: idOf("daan") };
    const answers = await Promise.all([sanne, noor].map((by) => by.post(`${onClient("emma")}/relations`, body)));
    expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([204, "already-done"].sort());
    expect(answers.find(({ status }) => status === 204)?.headers.get(AFTER_HEADER)).toMatch(/^[0-9a-f-]{36}$/);
    expect((await facts()).slice(before)).toEqual(["relation-made.v1"]);
    expect(await logged(world, "emma")).toEqual(["related-therapist"]);
    expect(await kindsIn(daan)).toEqual(["relation-made"]);
    expect(await kindsIn(await world.signedIn("emma"))).toContain("relation-made");
    expect((await professionalsOf("daan")).professionals.map(({ name }) => name)).toEqual([
      "Sanne Bakker",
      "Daan Visser",
    ]);
  });
});

describe("T-02 transferring tools", () => {
  it("is for the therapist's own tools, or for a secretary; all or none move, with the feedback that waits", async () => {
    const [sanne, daan, noor] = await Promise.all([
      world.signedIn("sanne"),
      world.signedIn("daan"),
      world.signedIn("noor"),
    ]);
    const tools = await guidedBy(world, "emma", "sanne");
    expect(tools.length).toBeGreaterThan(1);
    const path = `${onRelation("emma", "sanne")}/tools-transfer`;
    expect((await daan.post(path, { to: idOf("daan"), toolIds: tools })).code).toBe("not-found");
    expect((await sanne.post(path, { to: idOf("noor"), toolIds: tools })).code).toBe("not-found");
    expect((await sanne.post(path, { to: idOf("sanne"), toolIds: tools })).code).toBe("not-found");
    const foreign = [...tools, ...(await guidedBy(world, "lucas", "daan"))];
    expect((await noor.post(path, { to: idOf("daan"), toolIds: foreign })).code).toBe("not-found");
    expect(await guidedBy(world, "emma", "sanne")).toEqual(tools);

    const tasksOf = (person: "sanne" | "daan") =>
      world.sql(
        "SELECT tool_id FROM task WHERE kind = 'give-feedback' AND client_id = $1 AND assignee_id = $2 AND done_at IS NULL",
        [idOf("emma"), idOf(person)],
      );
    const waiting = await tasksOf("sanne");
    expect(waiting.length).toBeGreaterThan(0);
    expect((await sanne.post(path, { to: idOf("daan"), toolIds: tools })).status).toBe(204);
    expect(await guidedBy(world, "emma", "daan")).toEqual(tools);
    expect(await tasksOf("daan")).toEqual(waiting);
    expect(await tasksOf("sanne")).toEqual([]);
    expect(await kindsIn(daan)).toContain("tools-transferred");

    const back = `${onRelation("emma", "daan")}/tools-transfer`;
    expect((await noor.post(back, { to: idOf("sanne"), toolIds: tools })).status).toBe(204);
    expect(await guidedBy(world, "emma", "sanne")).toEqual(tools);
  });
});

describe("T-03 breaking a relation", () => {
  const path = onRelation("emma", "sanne");

  it("shows first what it does; a secretary gets numbers and titles only (R-05)", async () => {
    conversations.counts = { takesPart: 3, manages: 2 };
    const tools = await guidedBy(world, "emma", "sanne");
    const own = (await (await world.signedIn("sanne")).get(`${path}/ending`)).as(RelationEnding);
    expect(own.tools.map(({ id }) => id)).toEqual(tools);
    expect(own.tools.some(({ feedback }) => feedback?.waiting)).toBe(true);
    expect(own).toMatchObject({
      feedbackMomentsOpen: 1,
      openTasks: 1,
      conversations: { takesPart: 3, manages: 2 },
      leavesClientAlone: false,
      waitsForClient: false,
    });
    const seen = (await (await world.signedIn("noor")).get(`${path}/ending`)).as(RelationEnding);
    expect(seen).toEqual({ ...own, tools: own.tools.map((tool) => ({ ...tool, feedback: null })) });
    const [line] = await world.sql(
      "SELECT action, ground FROM log_line WHERE actor_id = $1 AND client_id = $2 ORDER BY id DESC LIMIT 1",
      [idOf("noor"), idOf("emma")],
    );
    expect(line).toEqual({ action: "viewed-tools", ground: "secretary" });
    conversations.counts = null;
    expect((await (await world.signedIn("noor")).get(`${path}/ending`)).as(RelationEnding).conversations).toBeNull();
    expect((await (await world.signedIn("daan")).get(`${path}/ending`)).code).toBe("not-found");
  });

  it("needs the tools to be named that become unguided, no more and no fewer", async () => {
    const sanne = await world.signedIn("sanne");
    const tools = await guidedBy(world, "emma", "sanne");
    for (const unguidedToolIds of [[], tools.slice(1), [...tools, absent]])
      expect((await sanne.post(`${path}/ending`, { unguidedToolIds })).code).toBe("confirmation-needed");
    expect(await isRelated(world, "emma", "sanne")).toBe(true);
  });

  it("is not for a colleague who is no secretary", async () => {
    expect((await breakRelation(world, await world.signedIn("daan"), "emma", "sanne")).code).toBe("not-found");
    expect(await isRelated(world, "emma", "sanne")).toBe(true);
  });

  it("ends the relation once, leaves tools unguided, and ends the links that the therapist made (P-06)", async () => {
    const [sanne, noor] = await Promise.all([world.signedIn("sanne"), world.signedIn("noor")]);
    const before = (await facts()).length;
    const heard = await Promise.all((["sanne", "emma", "daan", "pieter"] as const).map(listenFor));
    const answers = await Promise.all([sanne, noor].map((by) => breakRelation(world, by, "emma", "sanne")));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status >= 400).map(({ status }) => status)).toHaveLength(1);
    expect((await facts()).slice(before)).toEqual(["link-changed.v1", "relation-ended.v1"]);
    const after = answers.find(({ status }) => status === 204)?.headers.get(AFTER_HEADER);
    const [last] = await world.sql(
      "SELECT event_id FROM outbox WHERE type = 'relation-ended.v1' ORDER BY id DESC LIMIT 1",
    );
    expect(after).toBe(last?.event_id);

    await until("open pages are told", () => heard.every((types) => types.includes("view-changed")));

    expect(await guidedBy(world, "emma", "sanne")).toEqual([]);
    const { tools } = (await (await world.signedIn("emma")).get("/api/v1/own/tools")).as(listOwnTools.response);
    expect(tools.every(({ guide, feedback }) => guide === null && feedback === "off")).toBe(true);
    expect(
      await world.sql(
        "SELECT state FROM feedback_moment m JOIN tool t ON t.id = m.tool_id WHERE t.client_id = $1 AND state = 'waiting'",
        [idOf("emma")],
      ),
    ).toEqual([]);
    expect(
      await world.sql("SELECT id FROM task WHERE client_id = $1 AND assignee_id = $2 AND done_at IS NULL", [
        idOf("emma"),
        idOf("sanne"),
      ]),
    ).toEqual([]);

    const links = await world.sql(
      "SELECT id FROM related_person_link WHERE client_id = $1 AND ended_at IS NULL ORDER BY id",
      [idOf("emma")],
    );
    expect(links.map(({ id }) => id)).toEqual([demoLinks.fatima.linkId, demoLinks.youssef.linkId]);
    expect(await kindsIn(await world.signedIn("pieter"))).toEqual(["link-ended"]);
    expect(await kindsIn(await world.signedIn("fatima"))).toEqual([]);
    expect(await kindsIn(await world.signedIn("emma"))).toContain("relation-ended");
  });

  it("closes the account at once for who was related; a new relation opens it again, unguided as it is", async () => {
    const sanne = await world.signedIn("sanne");
    for (const page of ["", "/professionals", "/tools", "/details"])
      expect((await sanne.get(`${onClient("emma")}${page}`)).code).toBe("not-found");
    const noor = await world.signedIn("noor");
    expect((await noor.post(`${onClient("emma")}/relations`, { professionalId: idOf("sanne") })).status).toBe(204);
    expect((await sanne.get(onClient("emma"))).status).toBe(200);
    expect(await guidedBy(world, "emma", "sanne")).toEqual([]);
  });

  it("says who is without a therapist then (T-07)", async () => {
    const daan = await world.signedIn("daan");
    const ending = (await daan.get(`${onRelation("lucas", "daan")}/ending`)).as(RelationEnding);
    expect(ending.leavesClientAlone).toBe(true);
    expect((await breakRelation(world, daan, "lucas", "daan")).status).toBe(204);
    const [row] = await world.sql("SELECT therapists FROM client_details WHERE account_id = $1", [idOf("lucas")]);
    expect(row?.therapists).toBe(0);
  });
});

describe("Q-04 temporary access", () => {
  it("reads who is related, and arranges nothing", async () => {
    await giveTemporaryAccess(world, "daan", "lucas");
    const daan = await world.signedIn("daan");
    const seen = (await daan.get(`${onClient("lucas")}/professionals`)).as(readClientProfessionals.response);
    expect(seen).toMatchObject({ professionals: [], can: { relate: null } });
    const body = { professionalId: idOf("sanne") };
    expect((await daan.post(`${onClient("lucas")}/relations`, body)).code).toBe("read-only");
    expect((await daan.post(`${onClient("lucas")}/relate-requests`, body)).code).toBe("read-only");
    const on = onRelation("lucas", "sanne");
    expect((await daan.post(`${on}/ending`, { unguidedToolIds: [] })).code).toBe("read-only");
    expect((await daan.post(`${on}/transfer`, { to: idOf("sanne") })).code).toBe("read-only");
    expect((await daan.post(`${on}/tools-transfer`, { to: idOf("sanne"), toolIds: [absent] })).code).toBe("read-only");
    expect((await daan.get(`${on}/ending`)).code).toBe("read-only");
  });
});
