import { AFTER_HEADER } from "@kring/domain/contract";
import { DEMO_PASSWORD, demoLinks, demoPeople } from "@kring/domain/demo";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweepEndedAccounts } from "../src/link/sweep-invitations.ts";
import type { Browser } from "./browser.ts";
import { mailsTo } from "./mailed.ts";
import {
  acceptance,
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
  stateOf,
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
    return (await stateOf(world, linkId)).ended;
  });
};

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
    expect(await stateOf(world, linkId)).toEqual({ accepted: false, ended: true, why: "relation-ended" });
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
    expect(await stateOf(world, linkId)).toEqual({ accepted: false, ended: true, why: "relation-ended" });
    expect(await linksOf(await world.signedIn("pieter"))).toEqual([]);
    expect((await ownPage(emma)).byTherapists).toEqual([]);
  });

  it("a client is deactivated: invitations that wait end, links stay", async () => {
    const own = await inviteAsClient(emma, "mila.own@post.example");
    const theirs = await inviteFor(sanne, "emma", "mila.theirs@post.example");
    const noor = await world.signedIn("noor");
    expect((await noor.post(`${onClient("emma")}/deactivation`)).status).toBeLessThan(300);
    for (const { linkId } of [own, theirs]) {
      expect(await stateOf(world, linkId)).toEqual({ accepted: false, ended: true, why: "client-deactivated" });
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
    expect(await stateOf(world, demoLinks.fatima.linkId)).toMatchObject({ ended: true, why: "by-related-person" });
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
    for (const id of links) expect(await stateOf(world, id)).toMatchObject({ ended: false });
    const [first, second] = await Promise.all(links.map(momentOf));
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeGreaterThan(0);
    for (const moment of [first, second]) expect((moment ?? 0) - Date.now()).toBeLessThan(3 * 86_400_000);

    await comeTo(linkId);
    expect(await stateOf(world, linkId)).toMatchObject({ ended: true, why: "by-related-person" });
    expect(await stateOf(world, demoLinks.fatima.linkId)).toMatchObject({ ended: false });
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
    expect(await stateOf(world, linkId)).toMatchObject({ accepted: false, ended: false });
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
    const state = await stateOf(world, linkId);
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
      const state = await stateOf(world, linkId);
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
