import { Circle } from "@kring/domain/contract";
import { demoLinks } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { idOf, onClient, setSetting } from "./relation-scenes.ts";
import { giveTemporaryAccess } from "./tool-scenes.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let emma: Browser;
beforeAll(async () => {
  world = await startWorld();
  emma = await world.signedIn("emma");
});

const circleOf = async (person: Browser) => (await person.get("/api/v1/own/circle")).as(Circle);

describe("T-06 the client's circle", () => {
  it("names who sees the account, since when, and what they guide", async () => {
    const { professionals, requests, temporary } = await circleOf(emma);
    expect(professionals).toMatchObject([
      { name: "Sanne Bakker", roles: ["therapist"], absence: null, endingWished: false },
    ]);
    expect(professionals[0]?.guides).toContain("piekeren-de-baas");
    expect([requests, temporary]).toEqual([[], []]);
  });

  it("V-03 names the related persons to their client, with how therapists see those whom the client invited", async () => {
    const { relatedPersons, numberSeen } = await circleOf(emma);
    expect(relatedPersons).toMatchObject([
      {
        linkId: demoLinks.fatima.linkId,
        name: "Fatima El Amrani",
        invitedBy: { kind: "client", name: "Emma de Jong" },
        screenName: "Maan",
      },
      { name: "Pieter de Jong", invitedBy: { kind: "therapist", name: "Sanne Bakker" }, screenName: null },
      { name: "Youssef Haddad", invitedBy: { kind: "client" }, screenName: null },
    ]);
    expect(numberSeen).toBe(2);
  });

  it("shows an absence, temporary access and what waits for an answer", async () => {
    await world.sql(
      "INSERT INTO absence (professional_id, from_day, until_day, note) VALUES ($1, CURRENT_DATE, CURRENT_DATE + 7, 'Met vakantie')",
      [idOf("sanne")],
    );
    await giveTemporaryAccess(world, "daan", "emma");
    await setSetting(world, "relate-requests", true);
    const noor = await world.signedIn("noor");
    expect((await noor.post(`${onClient("emma")}/relate-requests`, { professionalId: idOf("daan") })).status).toBe(201);
    const circle = await circleOf(emma);
    expect(circle.professionals).toMatchObject([{ absence: { note: "Met vakantie", now: true } }]);
    // Once, with both: that he asks, and that he reads for a time.
    expect(circle.temporary).toEqual([]);
    expect(circle.requests).toMatchObject([{ professional: { name: "Daan Visser" } }]);
    expect(circle.requests[0]?.temporary?.until).toBeGreaterThan(Date.now());
    await world.sql("UPDATE relate_request SET state = 'cancelled', decided_at = now() WHERE state = 'pending'");
    expect(await circleOf(emma)).toMatchObject({
      requests: [],
      temporary: [{ professional: { name: "Daan Visser" } }],
    });
    await world.sql("UPDATE temporary_access SET until = now() - interval '1 second' WHERE ended_at IS NULL");
    expect((await circleOf(emma)).temporary).toEqual([]);
  });

  it("is seen by nobody but a client, and each sees their own", async () => {
    for (const person of ["sanne", "noor", "ruben", "fatima"] as const)
      expect((await (await world.signedIn(person)).get("/api/v1/own/circle")).code).toBe("not-found");
    const lucas = await (await world.signedIn("lucas")).get("/api/v1/own/circle");
    expect(lucas.text).not.toMatch(/Sanne|Emma|Fatima|Maan/);
  });
});
