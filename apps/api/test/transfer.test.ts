import { randomUUID } from "node:crypto";
import { AFTER_HEADER, CaseloadTransfer, previewCaseloadTransfer } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runCaseloadTransfer } from "../src/transfer/index.ts";
import type { Browser } from "./browser.ts";
import { guidedBy, idOf, isRelated, kindsIn, logged, onRelation, setSetting } from "./relation-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let sanne: Browser;
let daan: Browser;
let noor: Browser;
beforeAll(async () => {
  world = await startWorld();
  [sanne, daan, noor] = await Promise.all([world.signedIn("sanne"), world.signedIn("daan"), world.signedIn("noor")]);
});

/** Sanne treats Emma and guides all her tools, Daan treats Lucas, nobody asks the client. */
beforeEach(async () => {
  await setSetting(world, "relate-requests", false);
  await world.sql("UPDATE relate_request SET state = 'cancelled', decided_at = now() WHERE state = 'pending'");
  await world.sql("UPDATE relation SET ended_at = now() WHERE ended_at IS NULL");
  for (const [client, professional] of [
    ["emma", "sanne"],
    ["lucas", "daan"],
  ] as const) {
    await world.sql("INSERT INTO relation (client_id, professional_id) VALUES ($1, $2)", [
      idOf(client),
      idOf(professional),
    ]);
    await world.sql("UPDATE tool SET guide_id = $2 WHERE client_id = $1", [idOf(client), idOf(professional)]);
  }
});

const transfer = (by: Browser, to: string, from: DemoName = "sanne") =>
  by.post(`${onRelation("emma", from)}/transfer`, { to });
const caseload = (of: DemoName) => `/api/v1/professionals/${idOf(of)}/caseload-transfer`;
const results = async (by: Browser, id: string) =>
  (await by.get(`/api/v1/caseload-transfers/${id}`)).as(CaseloadTransfer);
const done = (by: Browser, id: string) =>
  until("the transfer is done", async () => {
    const seen = await results(by, id);
    return seen.done ? seen : null;
  });

describe("T-05 transferring a client", () => {
  it("relates the colleague, moves all tools and breaks the relation in one step", async () => {
    const tools = await guidedBy(world, "emma", "sanne");
    const answer = await transfer(sanne, idOf("daan"));
    expect(answer).toMatchObject({ status: 200, body: { state: "transferred" } });
    expect(await isRelated(world, "emma", "daan")).toBe(true);
    expect(await isRelated(world, "emma", "sanne")).toBe(false);
    expect(await guidedBy(world, "emma", "daan")).toEqual(tools);
    expect(await guidedBy(world, "emma", "sanne")).toEqual([]);
    const facts = await world.sql(
      "SELECT type, event_id FROM outbox WHERE type LIKE 'relation-%' ORDER BY id DESC LIMIT 2",
    );
    expect(facts.map(({ type }) => type)).toEqual(["relation-ended.v1", "relation-made.v1"]);
    expect(answer.headers.get(AFTER_HEADER)).toBe(facts[0]?.event_id);
    expect((await logged(world, "emma")).slice(-3)).toEqual([
      "transferred-client",
      "removed-related-person",
      "broke-relation",
    ]);
    expect((await kindsIn(daan))[0]).toBe("relation-made");
  });

  it("is for the therapist themself or a secretary, to another therapist; else nothing changes", async () => {
    expect((await transfer(daan, idOf("daan"))).code).toBe("not-found");
    expect((await transfer(sanne, idOf("sanne"))).code).toBe("not-yourself");
    expect((await transfer(noor, idOf("sanne"))).code).toBe("not-found");
    expect((await transfer(sanne, idOf("noor"))).code).toBe("not-found");
    expect((await transfer(noor, idOf("daan"), "daan")).code).toBe("not-found");
    expect(await isRelated(world, "emma", "sanne")).toBe(true);
    expect((await transfer(noor, idOf("daan"))).status).toBe(200);
  });

  it("transfer against break: either the tools moved or they became unguided, and nobody is half related", async () => {
    const tools = await guidedBy(world, "emma", "sanne");
    const [moved, broken] = await Promise.all([
      transfer(noor, idOf("daan")),
      sanne.post(`${onRelation("emma", "sanne")}/ending`, { unguidedToolIds: tools }),
    ]);
    expect([moved.status, broken.status].filter((status) => status < 300)).toHaveLength(1);
    expect(await isRelated(world, "emma", "sanne")).toBe(false);
    expect(await isRelated(world, "emma", "daan")).toBe(moved.status === 200);
    expect(await guidedBy(world, "emma", "daan")).toEqual(moved.status === 200 ? tools : []);
  });
});

describe("T-05 transferring a caseload", () => {
  it("is shown first, to the therapist and to secretaries", async () => {
    const preview = (await sanne.get(`${caseload("sanne")}?to=${idOf("daan")}`)).as(previewCaseloadTransfer.response);
    expect(preview).toMatchObject({
      clients: [{ name: "Emma de Jong", alreadyRelated: false }],
      waitsForClients: false,
      candidates: [{ name: "Daan Visser" }],
    });
    expect((await noor.get(caseload("sanne"))).status).toBe(200);
    for (const person of [daan, await world.signedIn("ruben"), await world.signedIn("emma")])
      expect((await person.get(caseload("sanne"))).code).toBe("not-found");
  });

  it("goes client by client, with a result for each that only its starter reads", async () => {
    await world.sql("INSERT INTO relation (client_id, professional_id) VALUES ($1, $2)", [
      idOf("lucas"),
      idOf("sanne"),
    ]);
    const started = await sanne.post(caseload("sanne"), { to: idOf("daan") });
    expect(started.status).toBe(202);
    const { id } = started.as(CaseloadTransfer);
    expect((await done(sanne, id)).results).toMatchObject([
      { client: { name: "Emma de Jong" }, state: "transferred", code: null },
      { client: { name: "Lucas Meijer" }, state: "transferred", code: null },
    ]);
    expect(await isRelated(world, "emma", "daan")).toBe(true);
    expect(await isRelated(world, "lucas", "sanne")).toBe(false);
    for (const person of [daan, noor])
      expect((await person.get(`/api/v1/caseload-transfers/${id}`)).code).toBe("not-found");
  });

  it("with relate requests on, each client is asked", async () => {
    await setSetting(world, "relate-requests", true);
    const { id } = (await noor.post(caseload("sanne"), { to: idOf("daan") })).as(CaseloadTransfer);
    expect((await done(noor, id)).results).toMatchObject([{ state: "requested", code: null }]);
    expect(await isRelated(world, "emma", "daan")).toBe(false);
    const again = (await noor.post(caseload("sanne"), { to: idOf("daan") })).as(CaseloadTransfer);
    expect((await done(noor, again.id)).results).toMatchObject([{ state: "failed", code: "request-pending" }]);
  });

  it("takes no client who is not in the caseload, and no colleague who can't treat", async () => {
    const body = { to: idOf("daan"), clientIds: [idOf("emma"), idOf("lucas")] };
    expect((await noor.post(caseload("sanne"), body)).code).toBe("not-found");
    expect((await noor.post(caseload("sanne"), { to: idOf("ruben") })).code).toBe("not-found");
    expect((await sanne.post(caseload("sanne"), { to: idOf("sanne") })).code).toBe("not-yourself");
    expect((await daan.post(caseload("sanne"), { to: idOf("daan") })).code).toBe("not-found");
  });

  it("takes as many clients at once as the contract says", async () => {
    const clientIds = Array.from({ length: 500 }, () => randomUUID());
    expect((await sanne.post(caseload("sanne"), { to: idOf("daan"), clientIds })).code).toBe("not-found");
    const unguidedToolIds = clientIds;
    const broken = await sanne.post(`${onRelation("emma", "sanne")}/ending`, { unguidedToolIds });
    expect(broken.code).toBe("confirmation-needed");
  });

  it("continues where a process died, and does nothing twice", async () => {
    await world.sql("INSERT INTO relation (client_id, professional_id) VALUES ($1, $2)", [
      idOf("lucas"),
      idOf("sanne"),
    ]);
    const [stored] = await world.sql(
      "INSERT INTO caseload_transfer (from_id, to_id, started_by) VALUES ($1, $2, $3) RETURNING id",
      [idOf("sanne"), idOf("daan"), idOf("noor")],
    );
    const transferId = String(stored?.id);
    await world.sql(
      "INSERT INTO caseload_transfer_client (transfer_id, client_id, state) VALUES ($1, $2, 'transferred'), ($1, $3, 'waiting')",
      [transferId, idOf("emma"), idOf("lucas")],
    );
    await Promise.all([1, 2, 3].map(() => runCaseloadTransfer(world.deps, { transferId })));
    expect((await results(noor, transferId)).results.map(({ state }) => state)).toEqual(["transferred", "transferred"]);
    expect(await isRelated(world, "emma", "sanne")).toBe(true);
    expect(await isRelated(world, "lucas", "sanne")).toBe(false);
    const rows = await world.sql(
      "SELECT id FROM log_line WHERE client_id = $1 AND action = 'transferred-client' AND actor_id = $2",
      [idOf("lucas"), idOf("noor")],
    );
    expect(rows).toHaveLength(1);
  });

  it("does what its starter may do at that moment: a secretary who lost the role hands over nobody", async () => {
    const [stored] = await world.sql(
      "INSERT INTO caseload_transfer (from_id, to_id, started_by) VALUES ($1, $2, $3) RETURNING id",
      [idOf("sanne"), idOf("daan"), idOf("ruben")],
    );
    const transferId = String(stored?.id);
    await world.sql("INSERT INTO caseload_transfer_client (transfer_id, client_id) VALUES ($1, $2)", [
      transferId,
      idOf("emma"),
    ]);
    await runCaseloadTransfer(world.deps, { transferId });
    const kept = await world.sql("SELECT state, code FROM caseload_transfer_client WHERE transfer_id = $1", [
      transferId,
    ]);
    expect(kept).toEqual([{ state: "failed", code: "not-found" }]);
    expect(await isRelated(world, "emma", "sanne")).toBe(true);
  });

  it("names no client any more to a starter who lost the role (R-04)", async () => {
    const { id } = (await noor.post(caseload("sanne"), { to: idOf("daan") })).as(CaseloadTransfer);
    await done(noor, id);
    await world.sql("UPDATE account SET roles = '{therapist}' WHERE id = $1", [idOf("noor")]);
    const answer = await noor.get(`/api/v1/caseload-transfers/${id}`);
    await world.sql("UPDATE account SET roles = '{secretary}' WHERE id = $1", [idOf("noor")]);
    expect(answer).toMatchObject({ status: 404, code: "not-found" });
  });

  it("goes on with the others where one client can't be handed over, and tries that one again", async () => {
    await world.sql("INSERT INTO relation (client_id, professional_id) VALUES ($1, $2)", [
      idOf("lucas"),
      idOf("sanne"),
    ]);
    await world.sql(`
      CREATE FUNCTION refuse_emma() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'a fault of ours'; END $$;
      CREATE TRIGGER refuse_emma BEFORE UPDATE ON relation FOR EACH ROW
        WHEN (NEW.client_id = '${idOf("emma")}') EXECUTE FUNCTION refuse_emma()`);
    const { id } = (await sanne.post(caseload("sanne"), { to: idOf("daan") })).as(CaseloadTransfer);
    const states = async () => (await results(sanne, id)).results.map(({ state }) => state);
    await until("the other was handed over", async () => (await states()).includes("transferred"));
    expect(await states()).toEqual(["waiting", "transferred"]);
    expect(await isRelated(world, "emma", "daan")).toBe(false);
    await world.sql("DROP TRIGGER refuse_emma ON relation");
    await until("the rest is put off", async () => {
      const putOff = await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry' RETURNING id");
      return putOff.length > 0;
    });
    world.deps.jobs.nudge();
    expect((await done(sanne, id)).results.map(({ state }) => state)).toEqual(["transferred", "transferred"]);
  }, 40_000);
});
