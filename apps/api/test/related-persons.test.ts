import {
  AFTER_HEADER,
  listSettings,
  listTasks,
  readClient,
  readContactHistory,
  readLog,
  readOwnContactHistory,
} from "@kring/domain/contract";
import { DEMO_PASSWORD, demoLinks, demoPeople } from "@kring/domain/demo";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweepEndedAccounts } from "../src/link/sweep-invitations.ts";
import type { Browser } from "./browser.ts";
import { mailsTo } from "./mailed.ts";
import {
  acceptOnly,
  invitationsOf,
  inviteAsClient,
  inviteFor,
  linksOf,
  OWN,
  onRelatedPersons,
  openMail,
  ownPage,
  pageFor,
} from "./related-person-scenes.ts";
import { breakRelation, idOf, kindsIn, logged, onClient, setSetting } from "./relation-scenes.ts";
import { until } from "./until.ts";
import { STRONG, startWorld, type World } from "./world.ts";

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

const acceptance = (linkId: string) => `/api/v1/links/${linkId}/acceptance`;
const permission = (linkId: string) => `${OWN}/${linkId}/permission`;
const tasksOf = async (person: Browser) => (await person.get("/api/v1/tasks")).as(listTasks.response).tasks;
const SETTING = "/api/v1/settings/therapists-invite-related-persons";
const stateOf = async (linkId: string) => {
  const [row] = await world.sql("SELECT accepted_at, ended_at, end_reason FROM related_person_link WHERE id = $1", [
    linkId,
  ]);
  return { accepted: row?.accepted_at !== null, ended: row?.ended_at !== null, why: row?.end_reason };
};
const momentOf = async (linkId: string) => {
  const [row] = await world.sql("SELECT ends_at FROM related_person_link WHERE id = $1", [linkId]);
  return row?.ends_at instanceof Date ? row.ends_at.getTime() : null;
};
const isInUse = async (person: "fatima") =>
  (await world.sql("SELECT FROM account WHERE id = $1 AND active", [idOf(person)])).length === 1;
/** The moment of a link has come. */
const comeTo = async (linkId: string) => {
  await world.sql("UPDATE related_person_link SET ends_at = now() WHERE id = $1", [linkId]);
  await until("the link has ended", async () => {
    await sweepEndedAccounts(world.deps);
    return (await stateOf(linkId)).ended;
  });
};
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
    expect(await stateOf(waiting.linkId)).toEqual({ accepted: false, ended: true, why: "setting-off" });
    expect(await stateOf(own.linkId)).toMatchObject({ ended: false });
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
    const state = await stateOf(linkId);
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
    const mail = await until("the mail to the client", () => mailsTo(world, demoPeople.emma.email, /uitnodiging/)[0]);
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
    expect(await stateOf(linkId)).toMatchObject({ ended: false });
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

describe("P-06 the end of a link", () => {
  it("removing breaks the inviter's record only: mail to the person, whose account and other links stay", async () => {
    const { linkId } = await inviteFor(sanne, "emma", demoPeople.fatima.email, "Fatima");
    const fatima = await world.signedIn("fatima");
    await acceptOnly(fatima);
    const removed = await sanne.delete(`${onRelatedPersons("emma")}/${linkId}`);
    expect(removed.status).toBe(204);
    expect(removed.headers.get(AFTER_HEADER)).toMatch(/^[0-9a-f-]{36}$/);
    expect(await linksOf(fatima)).toMatchObject([{ id: demoLinks.fatima.linkId, screenName: "Maan" }]);
    expect((await kindsIn(fatima))[0]).toBe("link-ended");
    const mail = await until("the mail", () => mailsTo(world, demoPeople.fatima.email, /beëindigd/)[0]);
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/sanne|emma/i);
    expect((await pageFor(sanne, "emma")).records.map(({ name }) => name)).toEqual(["Pieter de Jong"]);
  });

  it("an invitation that ends while its mail is on its way is not in the inbox of the person", async () => {
    const fatima = await world.signedIn("fatima");
    const { arrived, release } = world.mail.hold();
    const { linkId } = await inviteFor(sanne, "emma", demoPeople.fatima.email, "Fatima");
    await arrived;
    expect((await sanne.delete(`${onRelatedPersons("emma")}/${linkId}`)).status).toBe(204);
    release();
    await until("the job is done", async () => {
      const jobs = await world.sql(
        "SELECT FROM pgboss.job WHERE name = 'related-person-mail' AND state <> 'completed'",
      );
      return jobs.length === 0;
    });
    expect(await kindsIn(fatima)).not.toContain("link-invited");
  });

  it("inviting the same address again is a new record, which connects when it is accepted", async () => {
    const pieter = await world.signedIn("pieter");
    expect((await sanne.delete(`${onRelatedPersons("emma")}/${demoLinks.pieter.linkId}`)).status).toBe(204);
    expect(await linksOf(pieter)).toEqual([]);
    const { linkId } = await inviteFor(sanne, "emma", demoPeople.pieter.email, "Pieter");
    expect((await pageFor(sanne, "emma")).records).toMatchObject([{ state: "invited", name: "Pieter" }]);
    expect((await acceptOnly(pieter)).status).toBe(200);
    expect((await pageFor(sanne, "emma")).records).toMatchObject([
      { linkId, state: "accepted", name: "Pieter de Jong", email: demoPeople.pieter.email },
    ]);
    expect(linkId).not.toBe(demoLinks.pieter.linkId);
  });

  it("a therapist's relation ends: their records and invitations end, and the person is told", async () => {
    const { linkId } = await inviteFor(sanne, "emma", "mila.broken@post.example");
    expect((await breakRelation(world, sanne, "emma", "sanne")).status).toBeLessThan(300);
    expect(await stateOf(linkId)).toEqual({ accepted: false, ended: true, why: "relation-ended" });
    const pieter = await world.signedIn("pieter");
    expect(await linksOf(pieter)).toEqual([]);
    expect(await kindsIn(pieter)).toEqual(["link-ended"]);
    expect((await ownPage(emma)).byTherapists).toEqual([]);
    const fatima = await world.signedIn("fatima");
    expect(await linksOf(fatima)).toHaveLength(1);
  });

  it("a therapist is deactivated: the same for each of their clients", async () => {
    const { linkId } = await inviteFor(sanne, "emma", "mila.left@post.example");
    expect((await ruben.post(`/api/v1/professionals/${idOf("sanne")}/deactivation`)).status).toBeLessThan(300);
    expect(await stateOf(linkId)).toEqual({ accepted: false, ended: true, why: "relation-ended" });
    expect(await linksOf(await world.signedIn("pieter"))).toEqual([]);
    expect((await ownPage(emma)).byTherapists).toEqual([]);
  });

  it("a client is deactivated: invitations that wait end, links stay", async () => {
    const own = await inviteAsClient(emma, "mila.own@post.example");
    const theirs = await inviteFor(sanne, "emma", "mila.theirs@post.example");
    const noor = await world.signedIn("noor");
    expect((await noor.post(`${onClient("emma")}/deactivation`)).status).toBeLessThan(300);
    for (const { linkId } of [own, theirs]) {
      expect(await stateOf(linkId)).toEqual({ accepted: false, ended: true, why: "client-deactivated" });
    }
    expect(await linksOf(await world.signedIn("fatima"))).toHaveLength(1);
  });

  it("a related person ends their own account: every link, the sessions, and the way to sign in", async () => {
    const fatima = await world.signedIn("fatima");
    expect((await fatima.post("/api/v1/own/account/end", { password: STRONG })).code).toBe("wrong-credentials");
    expect((await fatima.post("/api/v1/own/account/end", { password: DEMO_PASSWORD })).status).toBe(204);
    expect((await fatima.get("/api/v1/me")).code).toBe("not-signed-in");
    const { email } = demoPeople.fatima;
    const again = await world.browser().post("/api/v1/sign-in", { email, password: DEMO_PASSWORD });
    expect(again.code).toBe("wrong-credentials");
    expect(await stateOf(demoLinks.fatima.linkId)).toMatchObject({ ended: true, why: "by-related-person" });
    expect(await world.sql("SELECT FROM sign_in WHERE email = $1", [email])).toEqual([]);
    expect(await isInUse("fatima")).toBe(false);
    expect(await kindsIn(emma)).toContain("link-ended");
  });

  it("V-03 somebody who stood by two people ends their account: each link at a moment of its own, so that nobody can match them", async () => {
    const lucas = await world.signedIn("lucas");
    const fatima = await world.signedIn("fatima");
    const { linkId } = await inviteAsClient(lucas, demoPeople.fatima.email, "Fatima");
    expect((await acceptOnly(fatima)).status).toBe(200);
    const links = [demoLinks.fatima.linkId, linkId];
    expect((await fatima.post("/api/v1/own/account/end", { password: DEMO_PASSWORD })).status).toBe(204);
    expect((await fatima.get("/api/v1/me")).code).toBe("not-signed-in");
    expect(await world.sql("SELECT FROM sign_in WHERE email = $1", [demoPeople.fatima.email])).toEqual([]);
    for (const id of links) expect(await stateOf(id)).toMatchObject({ ended: false });
    const [first, second] = await Promise.all(links.map(momentOf));
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeGreaterThan(0);
    for (const moment of [first, second]) expect((moment ?? 0) - Date.now()).toBeLessThan(3 * 86_400_000);

    await comeTo(linkId);
    expect(await stateOf(linkId)).toMatchObject({ ended: true, why: "by-related-person" });
    expect(await stateOf(demoLinks.fatima.linkId)).toMatchObject({ ended: false });
    expect([await kindsIn(lucas), await kindsIn(emma)].map((kinds) => kinds.includes("link-ended"))).toEqual([
      true,
      false,
    ]);
    expect(await isInUse("fatima")).toBe(true);
    await comeTo(demoLinks.fatima.linkId);
    await until("the account is closed", async () => !(await isInUse("fatima")));
  });

  it("P-05 an invitation that waits looks the same after whoever it is for ended their account, and can be accepted anew", async () => {
    const fatima = await world.signedIn("fatima");
    const { email } = demoPeople.fatima;
    await inviteFor(sanne, "emma", email, "Fatima");
    await inviteFor(sanne, "emma", "nobody@post.example", "Fatima");
    await openMail(world, email, DEMO_PASSWORD);
    const before = (await pageFor(sanne, "emma")).records;
    await fatima.post("/api/v1/own/account/end", { password: DEMO_PASSWORD });
    expect((await pageFor(sanne, "emma")).records).toEqual(before);
    expect(before.map(({ state }) => state)).toEqual(["accepted", "invited", "invited"]);
    expect((await acceptOnly(await openMail(world, email))).status).toBe(200);
  });

  it("P-03 who ends an account that never accepted anything leaves no name behind; the invitation waits on", async () => {
    const email = "mila.never@post.example";
    const { linkId } = await inviteAsClient(emma, email, "Mila van Nergens");
    const mila = await openMail(world, email);
    expect((await mila.post("/api/v1/own/account/end", { password: STRONG })).status).toBe(204);
    expect(await world.sql("SELECT FROM account WHERE name = 'Mila van Nergens'")).toEqual([]);
    expect(await stateOf(linkId)).toMatchObject({ accepted: false, ended: false });
  });

  it("a person whose account ended can be invited again, as anybody", async () => {
    const fatima = await world.signedIn("fatima");
    await fatima.post("/api/v1/own/account/end", { password: DEMO_PASSWORD });
    await inviteAsClient(emma, demoPeople.fatima.email, "Fatima");
    expect((await acceptOnly(await openMail(world, demoPeople.fatima.email))).status).toBe(200);
    expect((await ownPage(emma)).records.map(({ name }) => name)).toEqual(["Youssef Haddad", "Fatima"]);
  });
});

describe("P-05 P-06 races end in exactly one way", () => {
  it("two at once invite the same address: one invitation", async () => {
    const body = { name: "Mila", email: "mila.twice@post.example" };
    const answers = await Promise.all([emma.post(OWN, body), emma.post(OWN, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it("an invitation is accepted twice at once: one acceptance", async () => {
    const { linkId } = await inviteAsClient(emma, "mila.double@post.example");
    const mila = await openMail(world, "mila.double@post.example");
    const answers = await Promise.all([mila.post(acceptance(linkId)), mila.post(acceptance(linkId))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await logged(world, "emma")).filter((action) => action.startsWith("accepted"))).toHaveLength(1);
  });

  it("an invitation is accepted while it is withdrawn", async () => {
    const { linkId } = await inviteAsClient(emma, "mila.crossed@post.example");
    const mila = await openMail(world, "mila.crossed@post.example");
    const [accepted, removed] = await Promise.all([mila.post(acceptance(linkId)), emma.delete(`${OWN}/${linkId}`)]);
    expect(removed.status).toBe(204);
    const state = await stateOf(linkId);
    expect(state).toMatchObject(
      accepted.status === 200 ? { accepted: true, ended: true, why: "removed" } : { accepted: false, why: "withdrawn" },
    );
    expect(await linksOf(mila)).toEqual([]);
  });

  it("an account ends while an invitation to it is accepted: either it is linked and ends, or it waits on", async () => {
    for (const round of [1, 2, 3]) {
      const email = `mila.leaving${round}@post.example`;
      const { linkId } = await inviteAsClient(emma, email);
      const mila = await openMail(world, email);
      const [accepted, ended] = await Promise.all([
        mila.post(acceptance(linkId)),
        mila.post("/api/v1/own/account/end", { password: STRONG }),
      ]);
      expect(ended.status).toBe(204);
      const state = await stateOf(linkId);
      if (accepted.status === 200) expect(state).toMatchObject({ accepted: true, why: "by-related-person" });
      else expect([accepted.status < 500, state.accepted, state.ended]).toEqual([true, false, false]);
    }
  });

  it("an invitation through another address of somebody who is linked already joins the record that stands", async () => {
    await inviteFor(sanne, "emma", "pieter.work@post.example", "Pieter");
    await world.sql("UPDATE sign_in SET email = 'pieter.work@post.example' WHERE email = $1", [
      demoPeople.pieter.email,
    ]);
    const pieter = world.browser();
    await pieter.post("/api/v1/sign-in", { email: "pieter.work@post.example", password: DEMO_PASSWORD });
    expect((await acceptOnly(pieter)).body).toMatchObject({ id: demoLinks.pieter.linkId });
    expect(await linksOf(pieter)).toHaveLength(1);
    expect(await invitationsOf(pieter)).toEqual([]);
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
