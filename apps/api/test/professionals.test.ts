import { dayAt } from "@kring/domain";
import { Absence, inviteProfessional, listProfessionals, readProfessional } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { notify } from "../src/notification/index.ts";
import type { Browser } from "./browser.ts";
import { tokenTo } from "./mailed.ts";
import { STRONG, startWorld, type World } from "./world.ts";

let world: World;
let daan: Browser;
let ruben: Browser;
beforeAll(async () => {
  world = await startWorld();
  [daan, ruben] = await Promise.all([world.signedIn("daan"), world.signedIn("ruben")]);
});

const list = async (browser: Browser, query = "") =>
  (await browser.get(`/api/v1/professionals${query}`)).as(listProfessionals.response);
const names = async (browser: Browser, query = "") =>
  (await list(browser, query)).professionals.map(({ name }) => name);
const dayFrom = (days: number) => dayAt(Date.now() + days * 86_400_000);

describe("R-02 the professionals of the platform", () => {
  it("are listed by name for every professional, who see what they can do themselves", async () => {
    const page = await list(daan);
    expect(page.professionals.map(({ name, you }) => [name, you])).toEqual([
      ["Daan Visser", true],
      ["Noor Smit", false],
      ["Ruben Mulder", false],
      ["Sanne Bakker", false],
    ]);
    expect(page.can).toEqual({ invite: false });
    for (const { can } of page.professionals) expect(can).toMatchObject({ changeRoles: false, deactivate: false });
    for (const { can } of (await list(ruben)).professionals) expect(can).toMatchObject({ changeRoles: true });
  });

  it("are not there for clients and related persons", async () => {
    for (const person of ["emma", "fatima"] satisfies DemoName[]) {
      const browser = await world.signedIn(person);
      expect((await browser.get("/api/v1/professionals")).code).toBe("not-found");
      const one = await browser.get(`/api/v1/professionals/${demoPeople.noor.accountId}`);
      expect(one).toMatchObject({ status: 404, code: "not-found" });
    }
  });

  it("are filtered by role and by part of a name, page by page", async () => {
    expect(await names(daan, "?role=secretary")).toEqual(["Noor Smit"]);
    expect(await names(daan, "?name=AKK")).toEqual(["Sanne Bakker"]);
    expect((await daan.get("/api/v1/professionals?name=ak")).code).toBe("invalid-input");
    const first = await list(daan, "?limit=3");
    expect(first.professionals).toHaveLength(3);
    expect(await names(daan, `?limit=3&cursor=${first.next}`)).toEqual(["Sanne Bakker"]);
  });

  it("include who can help: the secretaries, or where there is none the application managers", async () => {
    expect((await list(daan)).helpers).toEqual({
      role: "secretary",
      people: [{ id: demoPeople.noor.accountId, name: "Noor Smit" }],
    });
    await world.sql("UPDATE account SET roles = '{}' WHERE id = $1", [demoPeople.noor.accountId]);
    expect((await list(daan)).helpers).toEqual({
      role: "application-manager",
      people: [{ id: demoPeople.ruben.accountId, name: "Ruben Mulder" }],
    });
    await world.sql("UPDATE account SET roles = '{secretary}' WHERE id = $1", [demoPeople.noor.accountId]);
  });

  it("show their address to application managers only", async () => {
    const path = `/api/v1/professionals/${demoPeople.noor.accountId}`;
    expect((await ruben.get(path)).as(readProfessional.response).account).toEqual({
      email: demoPeople.noor.email,
      invitedUntil: null,
      secondFactorOn: false,
    });
    const seen = await daan.get(path);
    expect(seen.as(readProfessional.response).account).toBeNull();
    expect(seen.text).not.toContain(demoPeople.noor.email);
  });
});

describe("inviting a professional", () => {
  it("is the application manager's; who accepted signs in with the roles given", async () => {
    const body = { name: "Lena Wit", email: "lena@post.example", roles: ["therapist"] };
    expect((await daan.post("/api/v1/professionals", body)).code).toBe("not-found");
    const { id } = (await ruben.post("/api/v1/professionals", body)).as(inviteProfessional.response);
    const older = await tokenTo(world, body.email, "invitation");
    expect((await ruben.get(`/api/v1/professionals/${id}`)).body).toMatchObject({ state: "invited" });
    const again = await ruben.post("/api/v1/professionals", { ...body, name: "Lena de Wit" });
    expect(again.as(inviteProfessional.response).id).toBe(id);
    const newer = await tokenTo(world, body.email, "invitation", 1);
    const accept = (token: string) => world.browser().post("/api/v1/invitations/accept", { token, password: STRONG });
    expect((await accept(older)).code).toBe("link-expired");
    expect((await accept(newer)).status).toBe(204);
    const lena = world.browser();
    expect((await lena.post("/api/v1/sign-in", { email: body.email, password: STRONG })).status).toBe(200);
    expect(await names(lena, "?name=lena")).toEqual(["Lena de Wit"]);
    expect((await ruben.post("/api/v1/professionals", body)).code).toBe("already-done");
    const own = { ...body, email: demoPeople.sanne.email };
    expect((await ruben.post("/api/v1/professionals", own)).code).toBe("already-done");
  });
});

describe("R-03 an absence", () => {
  const register = (browser: Browser, changes: Record<string, unknown> = {}) =>
    browser.put("/api/v1/absence", {
      from: dayFrom(-1),
      until: dayFrom(7),
      note: "Met verlof. Bel Noor.",
      coveringId: demoPeople.sanne.accountId,
      ...changes,
    });
  const absenceOf = async (browser: Browser, person: DemoName) =>
    (await browser.get(`/api/v1/professionals/${demoPeople[person].accountId}`)).as(readProfessional.response).absence;

  it("is registered with a note and a covering colleague, and seen by other professionals", async () => {
    const answer = (await register(daan)).as(Absence);
    expect(answer).toMatchObject({ now: true, covering: { name: "Sanne Bakker" } });
    expect(await absenceOf(ruben, "daan")).toEqual(answer);
    const later = (await register(daan, { from: dayFrom(2), coveringId: null })).as(Absence);
    expect(later).toMatchObject({ now: false, covering: null });
    expect(await absenceOf(ruben, "daan")).toEqual(later);
  });

  it("is taken back, and passes by itself", async () => {
    await register(daan);
    expect((await daan.delete("/api/v1/absence")).status).toBe(204);
    expect(await absenceOf(ruben, "daan")).toBeNull();
    expect((await daan.delete("/api/v1/absence")).code).toBe("not-found");
    await register(daan);
    await world.sql("UPDATE absence SET from_day = $1, until_day = $2 WHERE ended_at IS NULL", [
      dayFrom(-9),
      dayFrom(-1),
    ]);
    expect(await absenceOf(ruben, "daan")).toBeNull();
  });

  it("is not backwards, not over, not covered by oneself or by somebody who is no colleague", async () => {
    expect((await register(daan, { until: dayFrom(-2) })).code).toBe("invalid-input");
    expect((await register(daan, { from: dayFrom(-9), until: dayFrom(-2) })).code).toBe("invalid-input");
    expect((await register(daan, { coveringId: demoPeople.daan.accountId })).code).toBe("invalid-input");
    expect((await register(daan, { coveringId: demoPeople.emma.accountId })).code).toBe("not-found");
    expect((await register(await world.signedIn("emma"))).code).toBe("not-found");
  });

  it("brings the covering colleague notices about clients to whom they are related, and about no others", async () => {
    const { daan: away, sanne: covering, emma, lucas } = demoPeople;
    await register(daan);
    await world.sql("INSERT INTO relation (professional_id, client_id) VALUES ($1, $2)", [
      away.accountId,
      emma.accountId,
    ]);
    await world.deps.database.change(async (change) => {
      for (const { accountId } of [emma, lucas]) {
        await notify(world.deps, change, "feedback-wanted", away.accountId, `/clients/${accountId}/tools`);
      }
    });
    const linksOf = async ({ accountId }: { accountId: string }) =>
      (await world.sql("SELECT link FROM notification WHERE account_id = $1 ORDER BY link", [accountId])).map(
        ({ link }) => link,
      );
    expect(await linksOf(away)).toEqual([`/clients/${emma.accountId}/tools`, `/clients/${lucas.accountId}/tools`]);
    expect(await linksOf(covering)).toEqual([`/clients/${emma.accountId}/tools`]);
  });
});
