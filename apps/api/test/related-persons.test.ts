import {
  AFTER_HEADER,
  listSettings,
  listTasks,
  readClient,
  readContactHistory,
  readLog,
  readOwnContactHistory,
} from "@kring/domain/contract";
import { demoLinks, demoPeople } from "@kring/domain/demo";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { mailsTo } from "./mailed.ts";
import {
  acceptance,
  acceptOnly,
  inviteAsClient,
  inviteFor,
  linksOf,
  OWN,
  onRelatedPersons,
  openMail,
  ownPage,
  pageFor,
  stateOf,
} from "./related-person-scenes.ts";
import { idOf, kindsIn, logged, onClient, setSetting } from "./relation-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let emma: Browser;
let sanne: Browser;
let ruben: Browser;
beforeEach(async () => {
  world = await startWorld();
  emma = await world.signedIn("emma");
  sanne = await world.signedIn("sanne");
  ruben = await world.signedIn("ruben");
  await setSetting(world, "therapists-invite-related-persons", true);
});

afterEach(() => world.stop());

const permission = (linkId: string) => `${OWN}/${linkId}/permission`;
const tasksOf = async (person: Browser) => (await person.get("/api/v1/tasks")).as(listTasks.response).tasks;
const SETTING = "/api/v1/settings/therapists-invite-related-persons";
/** A colleague who is related to Emma, too. */
const relateDaan = async () => {
  await world.sql("INSERT INTO relation (professional_id, client_id) VALUES ($1, $2)", [idOf("daan"), idOf("emma")]);
  return world.signedIn("daan");
};

describe("P-01 therapists invite where the platform has it", () => {
  it("setting off: their pending invitations stop, links stay, the page names the application manager", async () => {
    const waiting = await inviteFor(sanne, "emma", "mila.off@post.example");
    const own = await inviteAsClient(emma, "oom.karel@post.example", "Oom Karel");
    const { settings } = (await ruben.get("/api/v1/settings")).as(listSettings.response);
    expect(settings.find(({ key }) => key === "therapists-invite-related-persons")?.endsWhenOff).toBe(1);
    expect((await ruben.put(SETTING, { value: false })).status).toBe(200);
    expect(await pageFor(sanne, "emma")).toMatchObject({
      records: [{ linkId: demoLinks.pieter.linkId }],
      invitedByClient: 2,
      can: { invite: false },
      settingOff: { applicationManagers: [{ name: "Ruben Mulder" }] },
    });
    expect(await stateOf(world, waiting.linkId)).toEqual({ accepted: false, ended: true, why: "setting-off" });
    expect(await stateOf(world, own.linkId)).toMatchObject({ ended: false });
    const body = { name: "Mila", email: "mila.after@post.example", permission: true };
    expect((await sanne.post(onRelatedPersons("emma"), body)).code).toBe("not-found");
    expect((await emma.post(OWN, { name: "Tante An", email: "tante.an@post.example" })).status).toBe(201);
    expect(await tasksOf(emma)).not.toContainEqual(expect.objectContaining({ kind: "look-at-permission" }));
  });

  it("without the client's permission nothing is invited", async () => {
    const body = { name: "Mila", email: "mila.without@post.example", permission: false };
    expect((await sanne.post(onRelatedPersons("emma"), body)).code).toBe("invalid-input");
  });

  it("whether it is switched off or accepted first, it ends in exactly one way", async () => {
    const { linkId } = await inviteFor(sanne, "emma", "mila.race@post.example");
    const mila = await openMail(world, "mila.race@post.example");
    const [accepted, switched] = await Promise.all([
      mila.post(acceptance(linkId)),
      ruben.put(SETTING, { value: false }),
    ]);
    expect(switched.status).toBe(200);
    const state = await stateOf(world, linkId);
    if (accepted.status === 200) expect(state).toEqual({ accepted: true, ended: false, why: null });
    else {
      expect(accepted.code).toBe("not-found");
      expect(state).toEqual({ accepted: false, ended: true, why: "setting-off" });
    }
  });
});

describe("P-02 the client's permission", () => {
  it("is recorded, and the client is told at once: the therapist and the typed name, never the address", async () => {
    const { linkId } = await inviteFor(sanne, "emma", "mila.told@post.example");
    const [row] = await world.sql("SELECT permission_at, inviter_id FROM related_person_link WHERE id = $1", [linkId]);
    expect(row).toMatchObject({ permission_at: expect.any(Date), inviter_id: idOf("sanne") });
    expect(await kindsIn(emma)).toEqual(["related-person-invited"]);
    const task = (await tasksOf(emma)).find(({ kind }) => kind === "look-at-permission");
    expect(task).toMatchObject({ person: { name: "Sanne Bakker" }, link: { id: linkId, name: "Mila Jansen" } });
    const page = await emma.get(OWN);
    expect((await ownPage(emma)).byTherapists.at(-1)).toEqual({
      linkId,
      therapist: { name: "Sanne Bakker" },
      name: "Mila Jansen",
      state: "invited",
      invitedAt: expect.any(Number),
      acceptedAt: null,
      can: { object: true, startConversation: false },
    });
    expect(page.text + JSON.stringify(task)).not.toContain("mila.told");
    const mail = await until("the mail to the client", () => mailsTo(world, demoPeople.emma.email, /uitgenodigd/)[0]);
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/mila|sanne/i);
  });

  it("*I did not agree* stops the invitation; the application managers look at it under an opaque id", async () => {
    const { linkId } = await inviteFor(sanne, "emma", "mila.disputed@post.example");
    const mila = await openMail(world, "mila.disputed@post.example");
    expect((await emma.post(permission(linkId), { answer: "did-not-agree" })).status).toBe(204);
    expect((await mila.post(acceptance(linkId))).code).toBe("not-found");
    expect((await emma.post(permission(linkId), { answer: "agreed" })).code).toBe("not-found");
    expect(await kindsIn(ruben)).toContain("permission-disputed");
    const answer = await ruben.get("/api/v1/tasks");
    const [task] = answer.as(listTasks.response).tasks;
    expect(task).toMatchObject({
      kind: "disputed-permission",
      client: { name: "Emma de Jong" },
      professional: { name: "Sanne Bakker" },
      link: { id: linkId, name: null },
    });
    expect(answer.text).not.toMatch(/mila/i);
    expect((await sanne.post(`/api/v1/tasks/${task?.id}/done`)).code).toBe("not-found");
    expect((await ruben.post(`/api/v1/tasks/${task?.id}/done`)).status).toBe(204);
    expect(await tasksOf(ruben)).toEqual([]);
    expect(await tasksOf(emma)).not.toContainEqual(expect.objectContaining({ kind: "look-at-permission" }));
    expect((await logged(world, "emma")).slice(-2)).toEqual(["disputed-permission", "saw-to-permission"]);
  });

  it("*I did not agree* also ends a record that was accepted, and the related person is told", async () => {
    const answer = await emma.post(permission(demoLinks.pieter.linkId), { answer: "did-not-agree" });
    expect(answer.headers.get(AFTER_HEADER)).toMatch(/^[0-9a-f-]{36}$/);
    const pieter = await world.signedIn("pieter");
    expect(await linksOf(pieter)).toEqual([]);
    expect(await kindsIn(pieter)).toEqual(["link-ended"]);
    expect((await pageFor(sanne, "emma")).records).toEqual([]);
  });

  it("once given ends the question; a client's own record has none", async () => {
    const { linkId } = await inviteFor(sanne, "emma", "mila.agreed@post.example");
    expect((await emma.post(permission(linkId), { answer: "agreed" })).status).toBe(204);
    expect(await tasksOf(emma)).not.toContainEqual(expect.objectContaining({ kind: "look-at-permission" }));
    expect(await stateOf(world, linkId)).toMatchObject({ ended: false });
    expect((await emma.post(permission(demoLinks.fatima.linkId), { answer: "did-not-agree" })).code).toBe("not-found");
  });
});

describe("P-04 a therapist's page", () => {
  it("shows their own records and the number of the client's, and cannot see a colleague's", async () => {
    const daan = await relateDaan();
    await inviteFor(daan, "emma", "opa.jan@post.example", "Opa Jan");
    const page = await sanne.get(onRelatedPersons("emma"));
    expect(await pageFor(sanne, "emma")).toMatchObject({
      records: [{ name: "Pieter de Jong", email: demoPeople.pieter.email, state: "accepted" }],
      invitedByClient: 2,
      can: { invite: true },
      settingOff: null,
    });
    expect(page.text).not.toMatch(/opa|fatima|youssef|maan/i);
    const tasks = await sanne.get(`${onClient("emma")}/tasks`);
    expect(tasks.text).not.toMatch(/look-at-permission|opa/i);
    expect((await daan.get(onRelatedPersons("emma"))).text).not.toMatch(/pieter/i);
  });

  it("the number counts the client's that were accepted and not removed, on the dashboard, too; a therapist's changes nothing", async () => {
    const numbers = async () => [
      (await pageFor(sanne, "emma")).invitedByClient,
      (await sanne.get(onClient("emma"))).as(readClient.response).relatedPersons,
    ];
    expect(await numbers()).toEqual([2, 2]);
    await inviteAsClient(emma, "mila.counted@post.example");
    await inviteFor(sanne, "emma", demoPeople.youssef.email, "Joessef");
    expect(await numbers()).toEqual([2, 2]);
    await acceptOnly(await world.signedIn("youssef"));
    expect(await numbers()).toEqual([2, 2]);
    await acceptOnly(await openMail(world, "mila.counted@post.example"));
    expect(await numbers()).toEqual([3, 3]);
    expect((await emma.delete(`${OWN}/${demoLinks.youssef.linkId}`)).status).toBe(204);
    expect(await numbers()).toEqual([2, 2]);
    const readNames = (await pageFor(sanne, "emma")).records.map(({ name }) => name);
    expect(readNames).toEqual(["Pieter de Jong", "Youssef Haddad"]);
  });
});

describe("A-05 what the log tells of related persons", () => {
  it("names them to nobody but the client; other professionals cannot see a line", async () => {
    const daan = await relateDaan();
    const theirs = await inviteFor(sanne, "emma", "mila.logged@post.example");
    await acceptOnly(await openMail(world, "mila.logged@post.example"));
    const own = await inviteAsClient(emma, "opa.logged@post.example", "Opa Jan");
    await acceptOnly(await openMail(world, "opa.logged@post.example"));

    const linksIn = async (path: string, browser: Browser, response: typeof readContactHistory.response) =>
      (await browser.get(path))
        .as(response)
        .lines.flatMap(({ action, details }) =>
          details.link ? [`${action} ${details.link.id === own.linkId ? "own" : "theirs"}`] : [],
        );
    const history = `${onClient("emma")}/contact-history`;
    const ofTheirs = ["accepted-related-person-invitation theirs", "invited-related-person theirs"];
    expect(await linksIn(history, daan, readContactHistory.response)).toEqual([]);
    expect(await linksIn(history, sanne, readContactHistory.response)).toEqual(ofTheirs);
    const all = ["accepted-related-person-invitation own", "invited-related-person own", ...ofTheirs];
    expect(await linksIn("/api/v1/own/contact-history", emma, readOwnContactHistory.response)).toEqual(all);
    expect(await linksIn(`/api/v1/log?clientId=${idOf("emma")}`, ruben, readLog.response)).toEqual(all);

    const [account] = await world.sql("SELECT related_person_id AS id FROM related_person_link WHERE id = $1", [
      theirs.linkId,
    ]);
    for (const [browser, path] of [
      [sanne, history],
      [ruben, "/api/v1/log"],
      [ruben, `/api/v1/log/export?format=json&clientId=${idOf("emma")}`],
    ] as const) {
      const { text } = await browser.get(path);
      expect(text).not.toMatch(/mila|opa/i);
      expect(text).not.toContain(String(account?.id));
    }
    expect((await emma.get("/api/v1/own/contact-history")).text).toContain("Opa Jan");
  });
});
