import { listClients, type Professional, type Role, readProfessional } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let ruben: Browser;
beforeEach(async () => {
  await world?.stop();
  world = await startWorld();
  ruben = await world.signedIn("ruben");
});

const change = (person: DemoName, roles: Role[], { by = ruben, confirmed = false } = {}) =>
  by.put(`/api/v1/professionals/${demoPeople[person].accountId}/roles`, { roles, confirmed });
const rolesOf = async (person: DemoName) =>
  (await world.sql("SELECT roles FROM account WHERE id = $1", [demoPeople[person].accountId]))[0]?.roles;

describe("R-01 roles", () => {
  it("are granted and revoked by the application manager, on their own account too", async () => {
    const answer = await change("ruben", ["application-manager", "secretary"]);
    expect(answer.body).toMatchObject({ roles: ["secretary", "application-manager"] } satisfies Partial<Professional>);
    expect(answer.headers.get("kring-after")).toBeTruthy();
    expect((await ruben.get("/api/v1/clients?scope=all")).as(listClients.response).clients).not.toEqual([]);
    expect((await change("ruben", ["application-manager"])).status).toBe(200);
    expect((await ruben.get("/api/v1/clients?scope=all")).code).toBe("not-found");
    const [line] = await world.sql("SELECT * FROM log_line WHERE action = 'changed-roles' ORDER BY id LIMIT 1");
    expect(line).toMatchObject({
      actor_id: demoPeople.ruben.accountId,
      ground: "application-manager",
      details: { professionalId: demoPeople.ruben.accountId, roles: ["secretary", "application-manager"] },
    });
  });

  it("are told to who gets them, and take effect at once", async () => {
    const daan = await world.signedIn("daan");
    expect((await change("daan", ["therapist", "secretary"])).status).toBe(200);
    expect((await daan.get("/api/v1/clients?scope=all")).status).toBe(200);
    const told = await world.sql("SELECT account_id FROM notification WHERE kind = 'roles-changed'");
    expect(told).toEqual([{ account_id: demoPeople.daan.accountId }]);
    const facts = await world.sql(
      "SELECT payload FROM outbox WHERE type = 'account-changed.v1' ORDER BY id DESC LIMIT 1",
    );
    expect(facts).toEqual([{ payload: { accountId: demoPeople.daan.accountId } }]);
  });

  it("that stay the same are not logged again", async () => {
    expect((await change("noor", ["secretary"])).status).toBe(200);
    expect(await world.sql("SELECT 1 FROM log_line WHERE action = 'changed-roles'")).toEqual([]);
  });

  it("are nobody else's to change, and exist for professionals only", async () => {
    for (const person of ["sanne", "noor", "emma", "fatima"] satisfies DemoName[]) {
      const by = await world.signedIn(person);
      expect(await change("sanne", ["therapist", "secretary"], { by })).toMatchObject({
        status: 404,
        code: "not-found",
      });
      const preview = await by.get(`/api/v1/professionals/${demoPeople.sanne.accountId}/deactivation`);
      expect(preview.code).toBe("not-found");
    }
    expect((await change("emma", ["secretary"])).code).toBe("not-found");
    expect(await rolesOf("sanne")).toEqual(["therapist"]);
  });

  it("leave the platform an application manager: the last one can't lose the role", async () => {
    expect(await change("ruben", [])).toMatchObject({ status: 409, code: "last-application-manager" });
    const deactivated = await ruben.post(`/api/v1/professionals/${demoPeople.ruben.accountId}/deactivation`);
    expect(deactivated.code).toBe("last-application-manager");
    expect((await change("noor", ["secretary", "application-manager"])).status).toBe(200);
    expect((await change("ruben", [])).status).toBe(200);
    expect((await change("noor", ["secretary"])).code).toBe("not-found");
  });

  it("leave one of two application managers who remove each other at the same time", async () => {
    await change("noor", ["secretary", "application-manager"]);
    const noor = await world.signedIn("noor");
    for (let round = 0; round < 3; round += 1) {
      await world.sql("UPDATE account SET roles = '{application-manager}' WHERE id = ANY($1)", [
        [demoPeople.ruben.accountId, demoPeople.noor.accountId],
      ]);
      const answers = await Promise.all([change("noor", []), change("ruben", [], { by: noor })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
      const [left] = await world.sql("SELECT count(*)::int AS n FROM account WHERE 'application-manager' = ANY(roles)");
      expect(left?.n).toBe(1);
    }
  });
});

describe("R-09 taking the role of therapist", () => {
  it("shows first what it ends, and does nothing before that was confirmed", async () => {
    const preview = await ruben.get(`/api/v1/professionals/${demoPeople.sanne.accountId}/deactivation`);
    expect(preview.body).toEqual({
      clients: 1,
      clientsLeftAlone: 1,
      toolsUnguided: 3,
      feedbackMomentsOff: 1,
      pendingRequests: 0,
    });
    expect((await change("sanne", [])).code).toBe("confirmation-needed");
    expect(await rolesOf("sanne")).toEqual(["therapist"]);
    const sanne = await world.signedIn("sanne");
    expect((await sanne.get(`/api/v1/clients/${demoPeople.emma.accountId}`)).status).toBe(200);

    expect((await change("sanne", [], { confirmed: true })).status).toBe(200);
    expect((await sanne.get(`/api/v1/clients/${demoPeople.emma.accountId}`)).code).toBe("not-found");
    const guided = "SELECT count(*)::int AS n FROM tool WHERE guide_id = $1";
    expect(await world.sql(guided, [demoPeople.sanne.accountId])).toEqual([{ n: 0 }]);
    const facts = await world.sql("SELECT payload FROM outbox WHERE type = 'relation-ended.v1'");
    expect(facts).toEqual([
      { payload: { professionalId: demoPeople.sanne.accountId, clientId: demoPeople.emma.accountId } },
    ]);
  });
});

describe("R-09 deactivating a professional", () => {
  it("ends their relations and sessions; reactivated they sign in again, without them", async () => {
    const daan = await world.signedIn("daan");
    const path = `/api/v1/professionals/${demoPeople.daan.accountId}`;
    expect((await ruben.post(`${path}/deactivation`)).status).toBe(204);
    expect((await daan.get("/api/v1/me")).code).toBe("not-signed-in");
    await expect(world.signedIn("daan")).rejects.toThrow();
    expect(
      await world.sql("SELECT 1 FROM relation WHERE ended_at IS NULL AND professional_id = $1", [
        demoPeople.daan.accountId,
      ]),
    ).toEqual([]);
    expect((await (await world.signedIn("noor")).get(path)).code).toBe("not-found");
    expect((await ruben.get(path)).as(readProfessional.response)).toMatchObject({
      state: "deactivated",
      can: { deactivate: false },
    });
    expect((await ruben.post(`${path}/deactivation`)).code).toBe("not-found");

    expect((await ruben.post(`${path}/reactivation`)).status).toBe(204);
    const again = await world.signedIn("daan");
    expect((await again.get("/api/v1/clients")).as(listClients.response).clients).toEqual([]);
  });
});
