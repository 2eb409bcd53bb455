import {
  AFTER_HEADER,
  acceptInvitation,
  Me,
  RelatedPersonRecord,
  readInvitation,
  readOwnContactHistory,
} from "@kring/domain/contract";
import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { sweepInvitations, sweepUnusedAccounts } from "../src/link/sweep-invitations.ts";
import type { Browser } from "./browser.ts";
import { drained, mailsTo, tokenTo } from "./mailed.ts";
import {
  acceptOnly,
  invitationsOf,
  inviteAsClient,
  linksOf,
  OWN,
  onRelatedPersons,
  openMail,
  ownPage,
  pageFor,
} from "./related-person-scenes.ts";
import { idOf, kindsIn, logged, setSetting } from "./relation-scenes.ts";
import { until } from "./until.ts";
import { STRONG, startWorld, type World } from "./world.ts";

let world: World;
let emma: Browser;
let sanne: Browser;
beforeAll(async () => {
  world = await startWorld();
  emma = await world.signedIn("emma");
  sanne = await world.signedIn("sanne");
  await setSetting(world, "therapists-invite-related-persons", true);
});

const DAY = 86_400_000;
const acceptance = (linkId: string) => `/api/v1/links/${linkId}/acceptance`;
const refusal = (linkId: string) => `/api/v1/links/${linkId}/refusal`;
const later = (linkId: string, days: number) =>
  world.sql(
    `UPDATE related_person_link SET created_at = created_at - make_interval(days => $2),
       expires_at = expires_at - make_interval(days => $2) WHERE id = $1`,
    [linkId, days],
  );
/** Two replicas sweep at the same time. */
const sweepTwice = async () => {
  await Promise.all([sweepInvitations(world.deps), sweepInvitations(world.deps)]);
  await Promise.all([sweepUnusedAccounts(world.deps), sweepUnusedAccounts(world.deps)]);
};
const isGone = (linkId: string) =>
  until("the invitation is over", async () => {
    await sweepTwice();
    const [row] = await world.sql("SELECT ended_at FROM related_person_link WHERE id = $1", [linkId]);
    return row?.ended_at;
  });

describe("P-03 an invitation of a related person", () => {
  it("is made by the client, opened from the mail with a password, accepted as a step of its own, and listed", async () => {
    const email = "mila.story@post.example";
    const invited = await inviteAsClient(emma, email);
    expect(invited).toMatchObject({ state: "invited", name: "Mila Jansen", email, acceptedAt: null });
    expect((invited.expiresAt ?? 0) - invited.invitedAt).toBe(30 * DAY);

    const token = await tokenTo(world, email, "invitation");
    expect((await world.browser().post(readInvitation.path, { token })).as(readInvitation.response)).toEqual({
      organisation: "GGZ Waterkant",
      name: null,
      kind: "related-person",
      password: "choose",
      language: "nl",
    });
    const mila = await openMail(world, email);
    expect((await mila.get("/api/v1/me")).as(Me).account).toMatchObject({
      kind: "related-person",
      name: "Mila Jansen",
    });
    expect(await linksOf(mila)).toEqual([]);
    expect(await invitationsOf(mila)).toMatchObject([
      { id: invited.linkId, client: { name: "Emma de Jong" }, invitedBy: { kind: "client", name: "Emma de Jong" } },
    ]);
    expect((await pageFor(sanne, "emma")).invitedByClient).toBe(2);

    const accepted = await acceptOnly(mila);
    expect(accepted).toMatchObject({ status: 200 });
    expect(accepted.headers.get(AFTER_HEADER)).toMatch(/^[0-9a-f-]{36}$/);
    expect(await linksOf(mila)).toMatchObject([{ id: invited.linkId, screenName: null }]);
    expect((await ownPage(emma)).records.at(-1)).toMatchObject({
      state: "accepted",
      email,
      can: { resend: false, withdraw: false, remove: true, startConversation: true },
    });
    expect(await pageFor(sanne, "emma")).toMatchObject({ invitedByClient: 3, records: [{ name: "Pieter de Jong" }] });
    expect(await kindsIn(emma)).toEqual(["link-accepted"]);
    expect(await logged(world, "emma")).toEqual(["invited-related-person", "accepted-related-person-invitation"]);
    expect(
      mailsTo(world, email, /uitnodiging/)
        .map(({ subject, text }) => `${subject} ${text}`)
        .join(),
    ).not.toMatch(/Emma|Mila/);
  });

  it("ends with *This isn't for me*; what was typed is forgotten, and the client learns no other name", async () => {
    const email = "mila.refuses@post.example";
    const { linkId } = await inviteAsClient(emma, email);
    const mila = await openMail(world, email);
    expect((await mila.post(refusal(linkId))).status).toBe(204);
    expect(await invitationsOf(mila)).toEqual([]);
    expect((await mila.post(acceptance(linkId))).code).toBe("not-found");
    expect((await ownPage(emma)).records.map((record) => record.linkId)).not.toContain(linkId);
    const [row] = await world.sql("SELECT typed_name, typed_email, token_hash FROM related_person_link WHERE id = $1", [
      linkId,
    ]);
    expect(row).toEqual({ typed_name: null, typed_email: null, token_hash: null });
    const { lines } = (await emma.get("/api/v1/own/contact-history")).as(readOwnContactHistory.response);
    expect(lines[0]).toMatchObject({ action: "refused-related-person-invitation", actor: { id: null, name: "" } });
  });

  it("is withdrawn by its inviter alone, and its link then opens nothing", async () => {
    const email = "mila.withdrawn@post.example";
    const { linkId } = await inviteAsClient(emma, email);
    const token = await tokenTo(world, email, "invitation");
    expect((await (await world.signedIn("lucas")).delete(`${OWN}/${linkId}`)).code).toBe("not-found");
    expect((await sanne.delete(`${onRelatedPersons("emma")}/${linkId}`)).code).toBe("not-found");
    expect((await emma.delete(`${OWN}/${linkId}`)).status).toBe(204);
    expect((await world.browser().post(readInvitation.path, { token })).code).toBe("link-expired");
    expect((await world.browser().post(acceptInvitation.path, { token, password: STRONG })).code).toBe("link-expired");
  });

  it("is sent again by its inviter, which does not lengthen it", async () => {
    const email = "mila.again@post.example";
    const invited = await inviteAsClient(emma, email);
    await tokenTo(world, email, "invitation");
    const again = (await emma.post(`${OWN}/${invited.linkId}/resend`)).as(RelatedPersonRecord);
    expect(again.expiresAt).toBe(invited.expiresAt);
    expect(again.sentAt).toBeGreaterThan(invited.sentAt);
    await tokenTo(world, email, "invitation", 1);
  });

  it("is sent again by itself after 3 and after 14 days, each once, also with two replicas", async () => {
    const email = "mila.reminded@post.example";
    const { linkId } = await inviteAsClient(emma, email);
    await tokenTo(world, email, "invitation");
    await later(linkId, 3);
    await sweepTwice();
    await tokenTo(world, email, "invitation", 1);
    await sweepTwice();
    await later(linkId, 11);
    await sweepTwice();
    await tokenTo(world, email, "invitation", 2);
    await sweepTwice();
    await drained(world, "related-person-mail");
    expect(mailsTo(world, email, /invitation/)).toHaveLength(3);
  });

  it("of 31 days is gone, with what was typed and the account that was opened for it", async () => {
    const email = "mila.late@post.example";
    const { linkId } = await inviteAsClient(emma, email);
    const mila = await openMail(world, email);
    await later(linkId, 31);
    expect(await invitationsOf(mila)).toEqual([]);
    expect((await mila.post(acceptance(linkId))).code).toBe("not-found");
    await isGone(linkId);
    await until("the account is deleted", async () => {
      await sweepTwice();
      return (await world.sql("SELECT FROM sign_in WHERE email = $1", [email])).length === 0;
    });
    expect(await world.sql("SELECT FROM account WHERE name = 'Mila Jansen' AND sign_in_id IS NULL")).toEqual([]);
    expect((await mila.get("/api/v1/me")).status).toBe(401);
    const [kept] = await world.sql("SELECT to_jsonb(l)::text AS row FROM related_person_link l WHERE id = $1", [
      linkId,
    ]);
    expect(String(kept?.row)).not.toMatch(/mila/i);
    expect(await logged(world, "emma")).toContain("expired-related-person-invitation");
  });

  it("whether it is accepted or runs out first, it ends in exactly one way", async () => {
    const email = "mila.lastmoment@post.example";
    const { linkId } = await inviteAsClient(emma, email);
    const mila = await openMail(world, email);
    const answer = mila.post(acceptance(linkId));
    await later(linkId, 31);
    const [accepted] = await Promise.all([answer, sweepTwice()]);
    const [row] = await world.sql("SELECT accepted_at, end_reason FROM related_person_link WHERE id = $1", [linkId]);
    if (accepted.status === 200) expect(row).toMatchObject({ accepted_at: expect.any(Date), end_reason: null });
    else expect([accepted.code, row?.accepted_at]).toEqual(["not-found", null]);
    await emma.delete(`${OWN}/${linkId}`);
  });

  it("that ran out takes no account away from who has another reason to sign in", async () => {
    const invited = await inviteAsClient(emma, demoPeople.daan.email, "Daan Visser");
    const token = await tokenTo(world, demoPeople.daan.email, "invitation");
    expect((await world.browser().post(acceptInvitation.path, { token, password: DEMO_PASSWORD })).status).toBe(204);
    const daan = await world.signedIn("daan");
    const kinds = async () => (await daan.get("/api/v1/me")).as(Me).accounts.map(({ kind }) => kind);
    expect(await kinds()).toEqual(["professional", "related-person"]);
    await later(invited.linkId, 31);
    await isGone(invited.linkId);
    await until("the related person's account is deleted", async () => {
      await sweepTwice();
      return (await kinds()).length === 1;
    });
  });

  it("is kept nowhere in a form that opens it", async () => {
    const email = "mila.hash@post.example";
    await inviteAsClient(emma, email);
    const token = await tokenTo(world, email, "invitation");
    const [row] = await world.sql(
      "SELECT (SELECT jsonb_agg(l)::text FROM related_person_link l) || (SELECT jsonb_agg(j)::text FROM pgboss.job j) AS kept",
    );
    expect(String(row?.kept)).not.toContain(token);
    expect(world.logs()).not.toContain(token);
    expect(world.logs()).not.toContain("mila.hash");
  });
});

describe("P-05 the address of an invitation tells the inviter nothing", () => {
  const addresses: [string, string][] = [
    ["nobody", "nobody.known@post.example"],
    ["somebody whom another invited", "mila.hash@post.example"],
    ["a related person whom the client invited", demoPeople.fatima.email],
    ["a client", demoPeople.lucas.email],
    ["the client themself", demoPeople.emma.email],
    ["a professional", demoPeople.daan.email],
  ];

  it("same answer, same work, same record, whosever it is", async () => {
    const shapes = [];
    for (const [, email] of addresses) {
      const before = await counts();
      const answer = await sanne.post(onRelatedPersons("emma"), { name: "Iemand", email, permission: true });
      const after = await counts();
      const { linkId: _, email: shown, ...record } = answer.as(RelatedPersonRecord);
      expect(shown).toBe(email);
      shapes.push({
        status: answer.status,
        headers: [...answer.headers.keys()].sort(),
        record: { ...record, invitedAt: 0, sentAt: 0, expiresAt: 0 },
        work: Object.fromEntries(Object.keys(after).map((key) => [key, Number(after[key]) - Number(before[key])])),
      });
    }
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
    expect(shapes[0]).toMatchObject({ status: 201, work: { events: 0, links: 1 } });
    const { records, invitedByClient } = await pageFor(sanne, "emma");
    const invited = records.filter(({ state }) => state === "invited");
    expect(invited.map(({ name }) => name)).toEqual(addresses.map(() => "Iemand"));
    expect(invitedByClient).toBe(3);
    for (const [, email] of addresses) await tokenTo(world, email, "invitation");
  });

  const counts = async (): Promise<Record<string, unknown>> => {
    const [row] = await world.sql(`SELECT
      (SELECT count(*) FROM outbox WHERE type <> 'session-ended.v1')::int AS events,
      (SELECT count(*) FROM related_person_link)::int AS links,
      (SELECT count(*) FROM task)::int AS tasks,
      (SELECT count(*) FROM notification WHERE kind <> 'link-invited')::int AS notifications,
      (SELECT count(*) FROM log_line)::int AS lines,
      (SELECT count(*) FROM account)::int AS accounts`);
    return row ?? {};
  };

  it("the mails are the same but for their token, whoever has the address and however they want their mails", async () => {
    const lucas = await world.signedIn("lucas");
    await lucas.put("/api/v1/me", { language: "en" });
    await lucas.put("/api/v1/notification-preferences", { discreet: true });
    const written = async (email: string, language: "nl" | "en") => {
      const { linkId } = await inviteAsClient(emma, email, "Mila Jansen", language);
      await tokenTo(world, email, "invitation", mailsTo(world, email, /invitation/).length);
      await emma.post(`${OWN}/${linkId}/resend`);
      await drained(world, "related-person-mail");
      await later(linkId, 3);
      await sweepTwice();
      await drained(world, "related-person-mail");
      const mails = mailsTo(world, email, /invitation/).slice(-3);
      expect(mails.map(({ subject }) => subject)).toHaveLength(3);
      // The next one to this address is another.
      expect((await emma.delete(`${OWN}/${linkId}`)).status).toBe(204);
      return mails.map(({ from, subject, text, html, headers }) => ({
        from,
        headers: [...headers.keys()],
        words: [subject, text, html].join("\n").replaceAll(/token=[\w-]+/g, "token="),
      }));
    };
    for (const language of ["nl", "en"] as const) {
      const mails = await written(demoPeople.lucas.email, language);
      expect(mails).toEqual(await written(`nobody.knows.${language}@post.example`, language));
      for (const { words } of mails)
        expect(words).toContain(language === "en" ? "Open the invitation" : "Open de uitnodiging");
    }
  });

  it("sending again and withdrawing are the same, too", async () => {
    const { records } = await pageFor(sanne, "emma");
    const steps = [];
    for (const known of [demoPeople.lucas.email, "nobody.known@post.example", demoPeople.daan.email]) {
      const record = records.find(({ email }) => email === known);
      const path = `${onRelatedPersons("emma")}/${record?.linkId}`;
      const before = await counts();
      const sent = await sanne.post(`${path}/resend`);
      const gone = await sanne.delete(path);
      const after = await counts();
      const { linkId: _, email: shown, ...again } = sent.as(RelatedPersonRecord);
      expect(shown).toBe(known);
      steps.push({
        answers: [sent.status, gone.status],
        headers: [sent, gone].map(({ headers }) => [...headers.keys()].sort()),
        again: { ...again, invitedAt: 0, sentAt: 0, expiresAt: 0 },
        work: Object.fromEntries(Object.keys(after).map((key) => [key, Number(after[key]) - Number(before[key])])),
      });
    }
    for (const step of steps) expect(step).toEqual(steps[0]);
    expect(steps[0]).toMatchObject({ answers: [200, 204], work: { events: 0, lines: 2 } });
  });

  it("until an active related person accepts: then name, address and date are visible, and nothing else has changed", async () => {
    const fatima = await world.signedIn("fatima");
    await until("it stands in the inbox", async () => (await kindsIn(fatima)).includes("link-invited"));
    const before = await linksOf(fatima);
    const [invitation] = await invitationsOf(fatima);
    expect(invitation).toMatchObject({ invitedBy: { kind: "therapist", name: "Sanne Bakker" } });
    const accepted = await acceptOnly(fatima);
    expect(accepted.status).toBe(200);
    const { records, invitedByClient } = await pageFor(sanne, "emma");
    expect(invitedByClient).toBe(3);
    const record = records.find(({ linkId }) => linkId === invitation?.id);
    expect(record).toMatchObject({ state: "accepted", name: "Fatima El Amrani", email: demoPeople.fatima.email });
    expect(record?.acceptedAt).toBeGreaterThan(record?.invitedAt ?? 0);
    expect(await linksOf(fatima)).toEqual([
      ...before,
      expect.objectContaining({ id: invitation?.id, screenName: null }),
    ]);
    const related = await world.sql("SELECT FROM account WHERE kind = 'related-person' AND name ILIKE 'fatima%'");
    expect(related).toHaveLength(1);
  });

  it("the inviter's own records alone say *already invited*: one that waits, and one that was accepted", async () => {
    const again = (email: string) => sanne.post(onRelatedPersons("emma"), { name: "Iemand", email, permission: true });
    for (const email of [demoPeople.emma.email, demoPeople.fatima.email, demoPeople.pieter.email]) {
      expect(await again(email)).toMatchObject({ status: 409, code: "already-invited" });
    }
    expect((await again(demoPeople.youssef.email)).status).toBe(201);
    expect((await emma.post(OWN, { name: "Pieter", email: demoPeople.pieter.email })).status).toBe(201);
    expect((await emma.post(OWN, { name: "Fatima", email: demoPeople.fatima.email })).code).toBe("already-invited");
  });

  it("no more than twenty a day; the next is refused with the time to wait, and the application managers are told once", async () => {
    const daan = await world.signedIn("daan");
    const ruben = await world.signedIn("ruben");
    await world.sql(
      `INSERT INTO related_person_link (client_id, inviter_id, inviter_kind, typed_name, typed_email, expires_at, created_at)
       SELECT $1, $2, 'therapist', 'Iemand', n || '@post.example', now() + interval '1 day', now() - interval '1 hour'
       FROM generate_series(1, 20) n`,
      [idOf("lucas"), idOf("daan")],
    );
    for (let time = 0; time < 2; time += 1) {
      const answer = await daan.post(onRelatedPersons("lucas"), {
        name: "X1",
        email: "x@post.example",
        permission: true,
      });
      expect(answer).toMatchObject({ status: 429, code: "too-many-requests" });
      expect(Number((answer.body as { retryAfterMs: number }).retryAfterMs)).toBeGreaterThan(0.9 * DAY);
    }
    expect(await kindsIn(ruben)).toEqual(["invitation-limit-reached"]);
    expect(await logged(world, "lucas")).toEqual([
      "was-refused-related-person-invitation",
      "was-refused-related-person-invitation",
    ]);
  });
});
