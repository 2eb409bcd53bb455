import { readLog } from "@kring/domain/contract";
import { demoLinks, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Browser } from "./browser.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let ruben: Browser;
beforeAll(async () => {
  world = await startWorld();
  ruben = await world.signedIn("ruben");
});

const Rows = z.array(z.record(z.string(), z.union([z.string(), z.null()])));
const take = async (what: string) => (await ruben.get(`/api/v1/exports/${what}?format=json`)).as(Rows);

describe("A-03, P-07 the platform's exports", () => {
  it("say of each related person link who invited and when, by an opaque id", async () => {
    const rows = await take("related-person-links");
    expect(rows).toHaveLength(Object.keys(demoLinks).length);
    expect(rows.find(({ id }) => id === demoLinks.pieter.linkId)).toMatchObject({
      client: demoPeople.emma.name,
      inviter: demoPeople.sanne.name,
      "inviter kind": "therapist",
      "ended at": null,
    });
    expect(rows[0]?.["invited at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it.each(["accounts", "relations", "related-person-links"])("%s name no related person (A-05)", async (what) => {
    for (const format of ["csv", "json"]) {
      const { text, status } = await ruben.get(`/api/v1/exports/${what}?format=${format}`);
      expect(status).toBe(200);
      for (const { name, email, accountId } of [demoPeople.fatima, demoPeople.pieter, demoPeople.youssef]) {
        expect(text).not.toContain(name);
        expect(text).not.toContain(email);
        expect(text).not.toContain(accountId);
      }
    }
  });

  it("hold each professional and client, and each relation, once, over many pages", async () => {
    await world.sql(
      `INSERT INTO account (kind, roles, name) SELECT 'professional', '{therapist}', '=cmd ' || n FROM generate_series(1, 2100) n`,
    );
    const accounts = await take("accounts");
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
    expect(accounts.length).toBe(2_100 + 6);
    expect(await take("relations")).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          professional: demoPeople.sanne.name,
          client: demoPeople.emma.name,
          "ended at": null,
        }),
      ]),
    );
    const { text } = await ruben.get("/api/v1/exports/accounts?format=csv");
    expect(text).toContain(`"'=cmd 7"`);
    expect(text).not.toContain(`"=cmd`);
  });

  it("are logged, and for application managers only", async () => {
    const { lines } = (await ruben.get("/api/v1/log?limit=100")).as(readLog.response);
    const exported = lines.flatMap(({ action, details }) => (action === "exported-platform" ? details.exported : []));
    expect(exported).toEqual(expect.arrayContaining(["accounts", "relations", "related-person-links"]));
    for (const person of ["sanne", "noor", "emma", "fatima"] as const) {
      const answer = await (await world.signedIn(person)).get("/api/v1/exports/accounts?format=csv");
      expect(answer).toMatchObject({ status: 404, code: "not-found" });
    }
  });
});
