import { listClientTools, readInbox, ToolView } from "@kring/domain/contract";
import { type DemoName, demoPeople, demoTools } from "@kring/domain/demo";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { leaveUnguided, listGuidedTools, moveTools } from "../src/tool/index.ts";
import type { Browser } from "./browser.ts";
import { lastLine, listenFor, relate, saveTool, toolPath } from "./tool-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await relate(world, "daan", "emma");
});

const { worrying, sleep, mood } = demoTools;
const idOf = (person: DemoName) => demoPeople[person].accountId;
const path = toolPath("emma", worrying.toolId);

/** Emma has just closed the fourth page, and Sanne is asked for feedback. */
const askAgain = async () => {
  await world.sql("UPDATE tool SET guide_id = $2 WHERE id = $1", [worrying.toolId, idOf("sanne")]);
  await world.sql(
    "DELETE FROM tool_entry WHERE tool_id = $1 AND page_key NOT IN ('wat-is-piekeren', 'wanneer', 'piekerkwartier', 'piekerlijst')",
    [worrying.toolId],
  );
  await world.sql("DELETE FROM feedback_moment WHERE tool_id = $1", [worrying.toolId]);
  await world.sql("DELETE FROM task WHERE tool_id = $1", [worrying.toolId]);
  await world.sql("INSERT INTO feedback_moment (tool_id, after, state) VALUES ($1, 'piekerlijst', 'waiting')", [
    worrying.toolId,
  ]);
  await world.sql("INSERT INTO task (kind, assignee_id, client_id, tool_id) VALUES ('give-feedback', $1, $2, $3)", [
    idOf("sanne"),
    idOf("emma"),
    worrying.toolId,
  ]);
};
afterEach(askAgain);

const thoughts = { gedachte: "Ze is boos", "geloof-voor": 8, voor: "Ze belt niet", tegen: "Ze is op vakantie" };
const goOn = (emma: Browser) => saveTool(emma, worrying.toolId, "gedachten", thoughts);
const give = (who: Browser, text = "Mooi dat je belt met je zus.", after = "piekerlijst") =>
  who.post(`${path}/feedback`, { after, text });
const tasksOf = async (person: DemoName) =>
  (
    await world.sql(
      "SELECT kind, tool_id FROM task WHERE assignee_id = $1 AND done_at IS NULL ORDER BY tool_id, kind",
      [idOf(person)],
    )
  ).filter(({ tool_id: toolId }) => toolId === worrying.toolId || toolId === mood.toolId);
const latestNotice = async (person: DemoName) =>
  (await (await world.signedIn(person)).get("/api/v1/inbox")).as(readInbox.response).notifications[0];

describe("a feedback moment", () => {
  it("holds the client back until the guide has given feedback, and ends the guide's task", async () => {
    const [emma, sanne] = [await world.signedIn("emma"), await world.signedIn("sanne")];
    expect(await goOn(emma)).toMatchObject({ status: 409, code: "waits-for-feedback" });
    const own = (await emma.get(`/api/v1/own/tools/${worrying.toolId}`)).as(ToolView);
    expect(own).toMatchObject({ feedback: "waiting", can: { fillIn: false } });
    expect((await sanne.get(path)).as(ToolView).can).toMatchObject({ giveFeedback: true });

    const heard = await listenFor("emma");
    const given = (await give(sanne)).as(ToolView);
    expect(given).toMatchObject({ feedback: "later", can: { giveFeedback: false } });
    await until("Emma's open pages are told", () => heard.includes("view-changed"));
    expect(await tasksOf("sanne")).toEqual([]);
    expect(await latestNotice("emma")).toMatchObject({ kind: "feedback-given", link: `/tools/${worrying.toolId}` });
    const read = (await emma.get(`/api/v1/own/tools/${worrying.toolId}`)).as(ToolView);
    expect(read.feedbackMoments).toMatchObject([
      { after: "piekerlijst", state: "given", by: { name: "Sanne Bakker" }, text: "Mooi dat je belt met je zus." },
    ]);
    expect((await goOn(emma)).status).toBe(200);
    expect(await lastLine(world, "gave-feedback")).toMatchObject({
      actor_id: idOf("sanne"),
      ground: "relation",
      details: { tool: "piekeren-de-baas" },
    });
  });

  it("comes when the client closes its page: a task, a notification and a mail for the guide, and no word of it in the mail", async () => {
    const [emma, sanne] = [await world.signedIn("emma"), await world.signedIn("sanne")];
    await give(sanne);
    await goOn(emma);
    await saveTool(emma, worrying.toolId, "helpend", { nieuw: "Ik weet het niet, en dat mag", "geloof-na": 3 });
    await saveTool(emma, worrying.toolId, "doen", { als: "Na tien uur", dan: "thee", geprobeerd: "eens" });
    const heard = await listenFor("sanne");
    const last = (await saveTool(emma, worrying.toolId, "terugkijken", { last: 4, geleerd: "Bellen" })).as(ToolView);
    expect(last).toMatchObject({ progress: { done: 8, of: 8 }, feedback: "waiting" });
    expect(await tasksOf("sanne")).toEqual([{ kind: "give-feedback", tool_id: worrying.toolId }]);
    expect(await latestNotice("sanne")).toMatchObject({ kind: "feedback-wanted", link: path.replace("/api/v1", "") });
    await until("Sanne's open pages are told", () => heard.includes("view-changed"));
    const link = path.replace("/api/v1", "");
    const mail = await until("the mail", () => world.mail.mails.find(({ text }) => text?.includes(link)));
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/Emma|Jong|Piekeren|Bellen/);
    expect((await give(sanne, "Knap volgehouden.", "terugkijken")).as(ToolView).feedback).toBe("none-left");
    await world.sql("UPDATE tool SET finished_at = NULL WHERE id = $1", [worrying.toolId]);
  });

  it("is answered once: of two answers at once one counts", async () => {
    const sanne = await world.signedIn("sanne");
    const answers = await Promise.all([give(sanne, "De eerste"), give(sanne, "De tweede"), give(sanne, "De derde")]);
    expect(answers.map(({ status, code }) => code ?? status).toSorted()).toEqual([200, "already-done", "already-done"]);
  });

  it("is for the guide: a related colleague reads it and can't answer it", async () => {
    const daan = await world.signedIn("daan");
    expect((await daan.get(path)).as(ToolView).can).toMatchObject({ giveFeedback: false, changeGuide: false });
    expect(await give(daan)).toMatchObject({ status: 404, code: "not-found" });
    const sanne = await world.signedIn("sanne");
    expect(await give(sanne, "x", "doen")).toMatchObject({ status: 404, code: "not-found" });
    expect(await give(sanne, "a\u0000b")).toMatchObject({ status: 400, code: "invalid-input" });
  });

  it("of a diary waits beside it: the client goes on", async () => {
    const emma = await world.signedIn("emma");
    const felt = { stemming: 6, plezier: 2, somber: 1, gespannen: 1, prikkelbaar: 1 };
    const went = { "op-gang": 2, aandacht: 2, contact: 2, mild: 2 };
    await saveTool(emma, mood.toolId, "stemming", felt, 4);
    const fourth = (await saveTool(emma, mood.toolId, "dagen", went, 4)).as(ToolView);
    expect(fourth).toMatchObject({ feedback: "waiting", can: { fillIn: true }, progress: { done: 4 } });
    expect(fourth.feedbackMoments).toMatchObject([{ after: "4", state: "waiting" }]);
    expect(await tasksOf("sanne")).toContainEqual({ kind: "give-feedback", tool_id: mood.toolId });
    expect((await saveTool(emma, mood.toolId, "stemming", felt, 5)).status).toBe(200);
  });
});

describe("T-03 a tool that becomes unguided", () => {
  it("has its waiting moment switched off and its task ended, and the client goes on", async () => {
    const [emma, sanne] = [await world.signedIn("emma"), await world.signedIn("sanne")];
    const heard = await listenFor("emma");
    const left = (await sanne.put(`${path}/guide`, { guided: false })).as(ToolView);
    expect(left).toMatchObject({ guide: null, feedback: "off", can: { giveFeedback: false, changeGuide: true } });
    expect(left.feedbackMoments).toMatchObject([{ after: "piekerlijst", state: "off", text: null }]);
    await until("Emma's open pages are told", () => heard.includes("view-changed"));
    expect(await tasksOf("sanne")).not.toContainEqual({ kind: "give-feedback", tool_id: worrying.toolId });
    expect(await give(sanne)).toMatchObject({ code: "not-found" });
    expect((await goOn(emma)).status).toBe(200);
    expect(await lastLine(world, "changed-guide")).toMatchObject({ details: { tool: "piekeren-de-baas" } });

    const daan = await world.signedIn("daan");
    const taken = (await daan.put(`${path}/guide`, { guided: true })).as(ToolView);
    expect(taken).toMatchObject({ guide: { name: "Daan Visser", you: true }, feedback: "later" });
    expect(taken.feedbackMoments).toMatchObject([{ after: "piekerlijst", state: "off" }]);
  });

  it("is taken by one: of two therapists at once the second is told", async () => {
    const [sanne, daan] = [await world.signedIn("sanne"), await world.signedIn("daan")];
    await sanne.put(`${path}/guide`, { guided: false });
    const answers = await Promise.all([sanne, daan].map((who) => who.put(`${path}/guide`, { guided: true })));
    expect(answers.map(({ status, code }) => code ?? status).toSorted()).toEqual([200, "already-done"]);
  });

  it("a colleague's tool can't be taken, nor be left for them", async () => {
    const daan = await world.signedIn("daan");
    expect(await daan.put(`${path}/guide`, { guided: true })).toMatchObject({ code: "already-done" });
    expect(await daan.put(`${path}/guide`, { guided: false })).toMatchObject({ code: "not-found" });
    const sanne = await world.signedIn("sanne");
    expect(await sanne.put(`${path}/guide`, { guided: true })).toMatchObject({ code: "already-done" });
  });

  it("feedback and leaving at once end in one outcome", async () => {
    const sanne = await world.signedIn("sanne");
    const [feedback, leaving] = await Promise.all([give(sanne), sanne.put(`${path}/guide`, { guided: false })]);
    expect(leaving?.status).toBe(200);
    const [moment] = await world.sql("SELECT state FROM feedback_moment WHERE tool_id = $1", [worrying.toolId]);
    expect([feedback?.code ?? feedback?.status, moment?.state]).toBeOneOf([
      [200, "given"],
      ["not-found", "off"],
    ]);
  });

  it("together with others of the same guide leaves no task and no waiting moment behind", async () => {
    const { database } = world.deps;
    const guided = await listGuidedTools(database.db, { clientId: idOf("emma"), guideId: idOf("sanne") });
    expect(guided.map(({ catalogueKey }) => catalogueKey)).toEqual([
      "piekeren-de-baas",
      "stemming-per-week",
      "slaapdagboek",
    ]);
    expect(guided[0]).toMatchObject({ id: worrying.toolId, waiting: 1 });
    const ids = guided.map(({ id }) => id);
    const had = await database.change((change) => leaveUnguided(change, ids));
    expect(new Set(had)).toEqual(new Set([idOf("sanne")]));
    expect(await tasksOf("sanne")).toEqual([]);
    expect(await world.sql("SELECT FROM feedback_moment WHERE tool_id = ANY($1) AND state = 'waiting'", [ids])).toEqual(
      [],
    );
    const daan = await world.signedIn("daan");
    const { tools } = (await daan.get(`/api/v1/clients/${idOf("emma")}/tools`)).as(listClientTools.response);
    expect(tools.filter(({ guide }) => guide !== null)).toEqual([]);
    await world.sql("UPDATE tool SET guide_id = $2 WHERE id = ANY($1)", [ids, idOf("sanne")]);
  });
});

describe("T-02 tools that move to another guide", () => {
  it("keep their waiting moments, and the task goes with them", async () => {
    await world.deps.database.change((change) => moveTools(change, [worrying.toolId, sleep.toolId], idOf("daan")));
    expect(await tasksOf("daan")).toEqual([{ kind: "give-feedback", tool_id: worrying.toolId }]);
    expect(await tasksOf("sanne")).not.toContainEqual({ kind: "give-feedback", tool_id: worrying.toolId });
    const [sanne, daan] = [await world.signedIn("sanne"), await world.signedIn("daan")];
    expect(await give(sanne)).toMatchObject({ code: "not-found" });
    expect((await give(daan)).as(ToolView).feedbackMoments).toMatchObject([
      { state: "given", by: { name: "Daan Visser" } },
    ]);
    expect(await tasksOf("daan")).toEqual([]);
  });
});
