import { Circle } from "@kring/domain/contract";
import { demoLinks, demoPeople } from "@kring/domain/demo";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { acceptOnly, inviteAsClient, inviteFor, OWN } from "./related-person-scenes.ts";
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

describe("V-03 a related person with two links to one client", () => {
  let pieter: Browser;
  beforeEach(async () => {
    world = await startWorld();
    emma = await world.signedIn("emma");
    pieter = await world.signedIn("pieter");
  });
  const pieters = async () =>
    (await circleOf(emma)).relatedPersons.filter(({ name }) => name === demoPeople.pieter.name);

  it("is one person where the client invited them, too: name and address are the client's to know", async () => {
    const { linkId } = await inviteAsClient(emma, demoPeople.pieter.email, "Papa");
    // Before it is accepted it tells nothing of whom it reached.
    expect(await pieters()).toMatchObject([{ linkId: demoLinks.pieter.linkId, samePersonAs: null }]);
    await acceptOnly(pieter);
    expect(await pieters()).toMatchObject([
      { linkId: demoLinks.pieter.linkId, invitedBy: { name: "Sanne Bakker" }, samePersonAs: linkId },
      { linkId, invitedBy: { kind: "client" }, samePersonAs: null },
    ]);
    // What the client may know by their own link goes with it.
    await emma.delete(`${OWN}/${linkId}`);
    expect(await pieters()).toMatchObject([{ linkId: demoLinks.pieter.linkId, samePersonAs: null }]);
  });

  it("cannot be seen to be one person where only therapists invited them: the client knows the name alone", async () => {
    await setSetting(world, "therapists-invite-related-persons", true);
    const sanne = await world.signedIn("sanne");
    expect((await sanne.post(`${onClient("emma")}/relations`, { professionalId: idOf("daan") })).status).toBe(204);
    await inviteFor(await world.signedIn("daan"), "emma", demoPeople.pieter.email, "Pieter");
    await acceptOnly(pieter);
    expect(await pieters()).toMatchObject([
      { invitedBy: { name: "Sanne Bakker" }, samePersonAs: null },
      { invitedBy: { name: "Daan Visser" }, samePersonAs: null },
    ]);
  });

  it("is not told by anything else: no account stands in the circle", async () => {
    await inviteAsClient(emma, demoPeople.pieter.email, "Papa");
    await acceptOnly(pieter);
    expect((await emma.get("/api/v1/own/circle")).text).not.toContain(idOf("pieter"));
  });
});
