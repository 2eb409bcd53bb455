import {
  type AccountId,
  assignTool,
  listClientTasks,
  listClientTools,
  listOwnTools,
  readCatalogue,
  readInbox,
  readOwnCatalogue,
  startOwnTool,
  type ToolRow,
  ToolView,
} from "@kring/domain/contract";
import { type DemoName, demoPeople, demoTools } from "@kring/domain/demo";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { giveTemporaryAccess, lastLine, listenFor, relate, saveTool, toolPath } from "./tool-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const idOf = (person: DemoName): AccountId => demoPeople[person].accountId;
const emmas = `/api/v1/clients/${idOf("emma")}/tools`;
const { worrying, sleep, breathing, lucasMood } = demoTools;

const rowsOf = async (person: DemoName, path = emmas) => {
  const browser = await world.signedIn(person);
  return (await browser.get(path)).as(listClientTools.response);
};
const byKey = (tools: ToolRow[], key: string) => {
  const found = tools.find(({ catalogueKey }) => catalogueKey === key);
  if (!found) throw new Error(`There is no ${key}`);
  return found;
};

describe("the catalogue", () => {
  it("is there for clients and professionals, and not for related persons (P-08)", async () => {
    for (const person of ["emma", "sanne", "noor"] as const) {
      const { tools } = (await (await world.signedIn(person)).get("/api/v1/tool-catalogue")).as(readCatalogue.response);
      expect(tools.map(({ key }) => key)).toContain("slaapdagboek");
    }
    const fatima = await world.signedIn("fatima");
    expect((await fatima.get("/api/v1/tool-catalogue")).body).toEqual({ tools: [] });
  });
});

describe("a client's own tools", () => {
  it("are listed with guide, progress and where feedback stands", async () => {
    const emma = await world.signedIn("emma");
    const { tools } = (await emma.get("/api/v1/own/tools")).as(listOwnTools.response);
    expect(byKey(tools, "piekeren-de-baas")).toMatchObject({
      guide: { name: "Sanne Bakker", you: false },
      progress: { done: 4, of: 8 },
      feedback: "waiting",
      finishedAt: null,
    });
    expect(byKey(tools, "slaapdagboek")).toMatchObject({ progress: { done: 13, of: null }, feedback: "later" });
    expect(byKey(tools, "ontspannen-ademen")).toMatchObject({
      guide: null,
      progress: { done: 2, of: 5 },
      feedback: "off",
    });
  });

  it("open with their content, answers and the feedback that was given", async () => {
    const emma = await world.signedIn("emma");
    const view = (await emma.get(`/api/v1/own/tools/${sleep.toolId}`)).as(ToolView);
    expect(view.content.pages[0]?.key).toBe("nacht");
    expect(view.entries.map(({ entry }) => entry)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
    expect(view.feedbackMoments).toMatchObject([{ after: "7", state: "given", by: { name: "Sanne Bakker" } }]);
    expect(view.can).toEqual({ fillIn: true, giveFeedback: false, changeGuide: false });
  });

  it("another client cannot see them, nor write in them", async () => {
    const lucas = await world.signedIn("lucas");
    const absent = await lucas.get("/api/v1/own/tools/00000000-0000-4000-8000-00000000ffff");
    const hidden = await lucas.get(`/api/v1/own/tools/${sleep.toolId}`);
    expect(hidden.status).toBe(404);
    const plain = (text: string) => text.replaceAll(/"requestId":"[^"]*"/g, "");
    expect(plain(hidden.text)).toBe(plain(absent.text));
    expect(await saveTool(lucas, breathing.toolId, "uitademen", {}, 1)).toMatchObject({ code: "not-found" });
    const { tools } = (await lucas.get("/api/v1/own/tools")).as(listOwnTools.response);
    expect(tools.map(({ id }) => id)).not.toContain(sleep.toolId);
  });

  it.each(["sanne", "noor"] as const)("%s has none of their own", async (person) => {
    const browser = await world.signedIn(person);
    expect(await browser.get("/api/v1/own/tools")).toMatchObject({ status: 404, code: "not-found" });
    expect(await browser.get(`/api/v1/own/tools/${sleep.toolId}`)).toMatchObject({ status: 404, code: "not-found" });
    expect(await saveTool(browser, breathing.toolId, "uitademen", {}, 1)).toMatchObject({ code: "not-found" });
  });
});

describe("P-08 a related person's own tools", () => {
  it("are started from a catalogue of their own, unguided, and worked through", async () => {
    const fatima = await world.signedIn("fatima");
    const { tools: offered } = (await fatima.get("/api/v1/own/tool-catalogue")).as(readOwnCatalogue.response);
    expect(offered.map(({ key }) => key)).toEqual(["naast-iemand-staan", "ontspannen-ademen"]);
    const start = (catalogueKey: string) => fatima.post("/api/v1/own/tools", { catalogueKey });
    const { id, guide, feedback } = (await start("naast-iemand-staan")).as(startOwnTool.response);
    expect({ guide, feedback }).toEqual({ guide: null, feedback: "off" });
    expect(await start("naast-iemand-staan")).toMatchObject({ status: 409, code: "already-done" });
    expect(await start("slaapdagboek")).toMatchObject({ status: 404, code: "not-found" });
    const saved = await saveTool(fatima, id, "waar-sta-je", { last: 7, meeste: "Het wachten" });
    expect(saved.status).toBe(200);
    expect((await fatima.get("/api/v1/own/tools")).as(listOwnTools.response).tools.map((tool) => tool.id)).toEqual([
      id,
    ]);
  });

  it("cannot be seen by the client, a therapist or the application manager, nor in any log", async () => {
    const [tool] = await world.sql("SELECT id FROM tool WHERE catalogue_key = 'naast-iemand-staan'");
    const emma = await world.signedIn("emma");
    expect(await emma.get(`/api/v1/own/tools/${tool?.id}`)).toMatchObject({ status: 404, code: "not-found" });
    const sanne = await world.signedIn("sanne");
    const emmaId = demoPeople.emma.accountId;
    expect(await sanne.get(`/api/v1/clients/${emmaId}/tools/${tool?.id}`)).toMatchObject({ status: 404 });
    expect(
      await sanne.post(`/api/v1/clients/${emmaId}/tools`, { catalogueKey: "naast-iemand-staan", guided: true }),
    ).toMatchObject({ status: 404, code: "not-found" });
    expect((await sanne.get(`/api/v1/clients/${demoPeople.fatima.accountId}/tools`)).status).toBe(404);
    expect(await world.sql("SELECT FROM log_line WHERE actor_id = $1", [demoPeople.fatima.accountId])).toEqual([]);
    expect((await emma.get("/api/v1/own/tool-catalogue")).code).toBe("not-found");
  });
});

describe("filling in", () => {
  it("goes page by page: a draft is kept, a closed page stays, the next one opens", async () => {
    const emma = await world.signedIn("emma");
    const answers = { ritme: "vier-zes" };
    expect(await saveTool(emma, breathing.toolId, "onderweg", { momenten: "x" })).toMatchObject({ code: "not-found" });
    const draft = (await saveTool(emma, breathing.toolId, "uitademen", answers, 1, false)).as(ToolView);
    expect(draft.entries.at(-1)).toMatchObject({ pageKey: "uitademen", answers, done: false });
    expect(draft.progress).toMatchObject({ done: 2 });
    const incomplete = await saveTool(emma, breathing.toolId, "uitademen", answers);
    expect(incomplete).toMatchObject({ status: 400, body: { code: "invalid-input", fields: ["spanning"] } });
    const closed = (await saveTool(emma, breathing.toolId, "uitademen", { ...answers, spanning: 3 })).as(ToolView);
    expect(closed.progress).toMatchObject({ done: 3, of: 5 });
    expect(await saveTool(emma, breathing.toolId, "uitademen", answers, 1, false)).toMatchObject({
      code: "already-done",
    });
    expect((await saveTool(emma, breathing.toolId, "onderweg", {})).status).toBe(200);
    const view = (await saveTool(emma, breathing.toolId, "bewaren", { helpt: "Tellen", vertrouwen: 7 })).as(ToolView);
    expect(view).toMatchObject({ progress: { done: 5 }, can: { fillIn: false } });
    expect(view.finishedAt).not.toBeNull();
    expect(await lastLine(world, "filled-in-tool")).toMatchObject({
      actor_id: idOf("emma"),
      ground: "own-account",
      details: { tool: "ontspannen-ademen" },
    });
  });

  it("refuses what the page doesn't ask for", async () => {
    const lucas = await world.signedIn("lucas");
    const night = { stemming: 11, plezier: 1, somber: 1, gespannen: 1, prikkelbaar: "1", extra: "x" };
    expect((await saveTool(lucas, lucasMood.toolId, "stemming", night, 6)).body).toMatchObject({
      code: "invalid-input",
      fields: ["stemming", "prikkelbaar", "extra"],
    });
  });

  it("from two devices at once closes a page once", async () => {
    const [phone, laptop] = [await world.signedIn("lucas"), await world.signedIn("lucas")];
    const felt = { stemming: 6, plezier: 2, somber: 1, gespannen: 1, prikkelbaar: 1 };
    const answers = await Promise.all(
      [phone, laptop, phone, laptop].map((device) => saveTool(device, lucasMood.toolId, "stemming", felt, 6)),
    );
    expect(answers.map(({ status, code }) => code ?? status).toSorted()).toEqual([
      200,
      "already-done",
      "already-done",
      "already-done",
    ]);
    const lines = await world.sql(
      "SELECT FROM log_line WHERE action = 'filled-in-tool' AND actor_id = $1 AND at > now() - interval '1 minute'",
      [idOf("lucas")],
    );
    expect(lines).toHaveLength(1);
  });

  it("from two devices in turn keeps the last draft", async () => {
    const [phone, laptop] = [await world.signedIn("lucas"), await world.signedIn("lucas")];
    await saveTool(phone, lucasMood.toolId, "dagen", { regel: "van de telefoon" }, 6, false);
    await saveTool(laptop, lucasMood.toolId, "dagen", { regel: "van de laptop" }, 6, false);
    const view = (await phone.get(`/api/v1/own/tools/${lucasMood.toolId}`)).as(ToolView);
    expect(view.entries.at(-1)).toMatchObject({ entry: 6, pageKey: "dagen", answers: { regel: "van de laptop" } });
  });
});

describe("T-06 a related therapist", () => {
  it("sees the client's tools with progress, and each look is logged", async () => {
    const { tools, can } = await rowsOf("sanne");
    expect(can).toEqual({ assign: true });
    expect(byKey(tools, "slaapdagboek")).toMatchObject({ guide: { you: true }, progress: { done: 13 } });
    expect(await lastLine(world, "viewed-tools")).toMatchObject({ actor_id: idOf("sanne"), ground: "relation" });
    const sanne = await world.signedIn("sanne");
    const view = (await sanne.get(toolPath("emma", sleep.toolId))).as(ToolView);
    expect(view.entries).toHaveLength(13);
    expect(view.can).toEqual({ fillIn: false, giveFeedback: false, changeGuide: true });
    expect(await lastLine(world, "viewed-answers")).toMatchObject({
      actor_id: idOf("sanne"),
      client_id: idOf("emma"),
      details: { tool: "slaapdagboek" },
    });
  });

  it("cannot see a page that the client hasn't closed yet", async () => {
    const lucas = await world.signedIn("lucas");
    await saveTool(lucas, lucasMood.toolId, "dagen", { regel: "nog niet klaar" }, 6, false);
    const daan = await world.signedIn("daan");
    const answer = await daan.get(toolPath("lucas", lucasMood.toolId));
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain("nog niet klaar");
  });

  it("cannot reach another client's tool through the account of their own", async () => {
    const daan = await world.signedIn("daan");
    const crossed = toolPath("lucas", worrying.toolId);
    expect(await daan.get(crossed)).toMatchObject({ code: "not-found" });
    expect(await daan.put(`${crossed}/guide`, { guided: true })).toMatchObject({ code: "not-found" });
    expect(await daan.post(`${crossed}/feedback`, { after: "piekerlijst", text: "x" })).toMatchObject({
      code: "not-found",
    });
  });

  it.each(["daan", "ruben", "emma", "fatima"] as const)("%s cannot see Emma's tools that way", async (person) => {
    const browser = await world.signedIn(person);
    const absent = await browser.get("/api/v1/clients/00000000-0000-4000-8000-00000000ffff/tools");
    const hidden = await browser.get(emmas);
    const plain = (text: string) => text.replaceAll(/"requestId":"[^"]*"/g, "");
    expect(hidden.status).toBe(404);
    expect(plain(hidden.text)).toBe(plain(absent.text));
    for (const answer of [
      await browser.get(toolPath("emma", sleep.toolId)),
      await browser.get(`/api/v1/clients/${idOf("emma")}/tasks`),
      await browser.post(emmas, { catalogueKey: "ontspannen-ademen", guided: true }),
      await browser.put(`${toolPath("emma", breathing.toolId)}/guide`, { guided: true }),
      await browser.post(`${toolPath("emma", worrying.toolId)}/feedback`, { after: "piekerlijst", text: "x" }),
    ]) {
      expect(answer).toMatchObject({ status: 404, code: "not-found" });
    }
  });
});

describe("R-05 a secretary", () => {
  it("sees titles and guides, cannot see progress, feedback or answers, and changes nothing", async () => {
    const { tools, can } = await rowsOf("noor");
    expect(can).toEqual({ assign: false });
    expect(byKey(tools, "piekeren-de-baas").guide).toMatchObject({ name: "Sanne Bakker" });
    for (const row of tools) expect(row).toMatchObject({ progress: null, feedback: null, finishedAt: null });
    const noor = await world.signedIn("noor");
    for (const answer of [
      await noor.get(toolPath("emma", sleep.toolId)),
      await noor.get(`/api/v1/clients/${idOf("emma")}/tasks`),
      await noor.post(emmas, { catalogueKey: "ontspannen-ademen", guided: false }),
      await noor.put(`${toolPath("emma", breathing.toolId)}/guide`, { guided: true }),
      await noor.post(`${toolPath("emma", worrying.toolId)}/feedback`, { after: "piekerlijst", text: "x" }),
    ]) {
      expect(answer).toMatchObject({ status: 404, code: "not-found" });
    }
    expect(await lastLine(world, "viewed-tools")).toMatchObject({ actor_role: "secretary", ground: "secretary" });
  });
});

describe("Q-04 temporary access", () => {
  it("reads everything, writes nothing, and stands in the log with its motivation", async () => {
    await giveTemporaryAccess(world, "daan", "emma");
    const daan = await world.signedIn("daan");
    const view = (await daan.get(toolPath("emma", worrying.toolId))).as(ToolView);
    expect(view.entries).toHaveLength(4);
    expect(view.can).toEqual({ fillIn: false, giveFeedback: false, changeGuide: false });
    expect((await daan.get(emmas)).as(listClientTools.response).can).toEqual({ assign: false });
    expect(await lastLine(world, "viewed-answers")).toMatchObject({
      actor_id: idOf("daan"),
      ground: "temporary-access",
      motivation: "crisis in het weekend",
    });
    const before = await world.sql("SELECT count(*)::int AS n, count(guide_id)::int AS guided FROM tool");
    for (const answer of [
      await daan.post(emmas, { catalogueKey: "ontspannen-ademen", guided: true }),
      await daan.put(`${toolPath("emma", breathing.toolId)}/guide`, { guided: true }),
      await daan.post(`${toolPath("emma", worrying.toolId)}/feedback`, { after: "piekerlijst", text: "x" }),
    ]) {
      expect(answer).toMatchObject({ status: 403, code: "read-only" });
    }
    expect(await world.sql("SELECT count(*)::int AS n, count(guide_id)::int AS guided FROM tool")).toEqual(before);
  });

  it("that has ended opens nothing", async () => {
    await world.sql("UPDATE temporary_access SET until = now() - interval '1 second'");
    const daan = await world.signedIn("daan");
    expect(await daan.get(toolPath("emma", worrying.toolId))).toMatchObject({ code: "not-found" });
    expect(await daan.get(emmas)).toMatchObject({ code: "not-found" });
  });
});

describe("assigning", () => {
  let sanne: Awaited<ReturnType<World["signedIn"]>>;
  beforeEach(async () => {
    sanne = await world.signedIn("sanne");
  });

  it("gives the client a notification, a task until they begin, and open pages the news", async () => {
    const heard = await listenFor("lucas");
    const daan = await world.signedIn("daan");
    const assigned = await daan.post(`/api/v1/clients/${idOf("lucas")}/tools`, {
      catalogueKey: "slaapdagboek",
      guided: true,
    });
    expect(assigned.status).toBe(201);
    const row = assigned.as(assignTool.response);
    expect(row).toMatchObject({ guide: { you: true }, progress: { done: 0, of: null }, feedback: "later" });
    await until("the open pages are told", () => heard.includes("view-changed"));

    const lucas = await world.signedIn("lucas");
    const [told] = (await lucas.get("/api/v1/inbox")).as(readInbox.response).notifications;
    expect(told).toMatchObject({ kind: "tool-assigned", link: `/tools/${row.id}` });
    const tasksOf = async () =>
      (await daan.get(`/api/v1/clients/${idOf("lucas")}/tasks`)).as(listClientTasks.response).tasks;
    expect((await tasksOf()).find(({ tool }) => tool?.id === row.id)).toMatchObject({
      kind: "work-on-tool",
      assignee: { name: "Lucas Meijer", kind: "client", you: false },
      tool: { catalogueKey: "slaapdagboek" },
    });
    expect((await saveTool(lucas, row.id, "nacht", { uitgerust: 5 }, 1, false)).status).toBe(200);
    expect((await tasksOf()).filter(({ tool }) => tool?.id === row.id)).toEqual([]);
    expect(await lastLine(world, "assigned-tool")).toMatchObject({
      actor_id: idOf("daan"),
      details: { tool: "slaapdagboek" },
    });
  });

  it("of the same tool twice at once gives it once", async () => {
    const daan = await world.signedIn("daan");
    const lucas = `/api/v1/clients/${idOf("lucas")}/tools`;
    const body = { catalogueKey: "ontspannen-ademen", guided: false };
    const answers = await Promise.all([daan.post(lucas, body), daan.post(lucas, body), daan.post(lucas, body)]);
    expect(answers.map(({ status, code }) => code ?? status).toSorted()).toEqual([201, "already-done", "already-done"]);
  });

  it("of what the catalogue doesn't have is refused", async () => {
    expect(await sanne.post(emmas, { catalogueKey: "iets-anders", guided: true })).toMatchObject({ code: "not-found" });
  });

  it("of a finished tool starts it anew, unguided if so wished", async () => {
    await world.sql("UPDATE tool SET finished_at = now() WHERE id = $1", [breathing.toolId]);
    const again = await sanne.post(emmas, { catalogueKey: "ontspannen-ademen", guided: false });
    expect(again.as(assignTool.response)).toMatchObject({ guide: null, feedback: "off", progress: { done: 0, of: 5 } });
  });
});

describe("tasks in a client account", () => {
  it("are the client's and those of professionals in it, and nobody reads what the client wishes of the secretary", async () => {
    await relate(world, "daan", "emma");
    await world.sql(
      "INSERT INTO task (kind, client_id, professional_id, note) VALUES ('end-relation-wish', $1, $2, 'liever iemand anders')",
      [idOf("emma"), idOf("sanne")],
    );
    const daan = await world.signedIn("daan");
    const answer = await daan.get(`/api/v1/clients/${idOf("emma")}/tasks`);
    expect(answer.text).not.toContain("liever iemand anders");
    expect(answer.as(listClientTasks.response).tasks.find(({ kind }) => kind === "give-feedback")).toMatchObject({
      assignee: { name: "Sanne Bakker", kind: "professional", you: false },
      client: { id: idOf("emma"), name: "Emma de Jong" },
      tool: { id: worrying.toolId, catalogueKey: "piekeren-de-baas" },
    });
    expect(await lastLine(world, "viewed-tasks")).toMatchObject({ actor_id: idOf("daan"), ground: "relation" });
  });
});
