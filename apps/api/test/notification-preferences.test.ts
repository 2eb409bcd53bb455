import { randomUUID } from "node:crypto";
import { MOST_AT_ONCE } from "@kring/domain";
import { type NotificationKind, NotificationKind as NotificationKinds } from "@kring/domain/contract";
import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { queueDueBundles } from "../src/notification/index.ts";
import type { Browser } from "./browser.ts";
import { allMailsTo, choose, PREFERENCES, preferencesOf, settled, startReplica, tell } from "./notification-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  await settled(world);
  await world.sql("DELETE FROM notification_choice");
  await world.sql("DELETE FROM notification_setting");
  await world.sql("DELETE FROM waiting_mail");
  world.mail.mails.length = 0;
  world.mail.raw.length = 0;
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const waiting = () => world.sql("SELECT kind, due_at FROM waiting_mail ORDER BY id");
const choiceOf = async (browser: Browser, kind: NotificationKind) =>
  (await preferencesOf(browser)).groups.flatMap(({ kinds }) => kinds).find((one) => one.kind === kind);

describe("N-03 what somebody may cause as often as they like", () => {
  it("is mailed at once ten times an hour; the rest goes together at the full hour, and other mails as ever", async () => {
    await world.sql("DELETE FROM notification");
    for (let time = 0; time < MOST_AT_ONCE + 30; time++) await tell(world, "lucas", "conversation-joined");
    await tell(world, "lucas", "tool-assigned");
    await settled(world);
    expect(allMailsTo(world, "lucas")).toHaveLength(MOST_AT_ONCE + 1);
    const held = await waiting();
    expect(held).toHaveLength(30);
    const [dueAt, ...others] = [...new Set(held.map((row) => Number(row.due_at)))];
    expect(others).toEqual([]);
    expect(Number(dueAt) % HOUR).toBe(0);
    await queueDueBundles(world.deps, Number(dueAt));
    await settled(world);
    expect(allMailsTo(world, "lucas")).toHaveLength(MOST_AT_ONCE + 2);
    expect(await waiting()).toEqual([]);
  });
});

describe("N-03 preferences", () => {
  it("show what each account can get, everything at once, security and consent fixed with the reason", async () => {
    const emma = await preferencesOf(await world.signedIn("emma"));
    expect(emma).toMatchObject({ quiet: null, timeZone: "Europe/Amsterdam", discreet: false });
    expect(emma.groups.map(({ group, fixed }) => `${group} ${fixed ?? "chosen"}`)).toEqual([
      "security security",
      "consent consent",
      "messages chosen",
      "conversations chosen",
      "relations chosen",
      "tools chosen",
      "reminders chosen",
    ]);
    expect(new Set(emma.groups.flatMap(({ kinds }) => kinds.map(({ mail }) => mail)))).toEqual(new Set(["at-once"]));
    const ruben = await preferencesOf(await world.signedIn("ruben"));
    expect(ruben.discreet).toBeNull();
    expect(ruben.groups.map(({ group }) => group)).toContain("platform");
  });

  it("are kept per kind and channel, and taken back", async () => {
    const emma = await world.signedIn("emma");
    await choose(emma, ["feedback-given", "tool-assigned"], "daily");
    await choose(emma, ["feedback-given"], "never", "push");
    expect(await choiceOf(emma, "feedback-given")).toMatchObject({ mail: "daily", push: "never" });
    expect(await choiceOf(emma, "tool-assigned")).toMatchObject({ mail: "daily", push: "at-once" });
    await choose(emma, ["feedback-given"], "at-once");
    expect(await choiceOf(emma, "feedback-given")).toMatchObject({ mail: "at-once", push: "never" });
    expect(await world.sql("SELECT kind, channel FROM notification_choice ORDER BY kind")).toEqual([
      { kind: "feedback-given", channel: "push" },
      { kind: "tool-assigned", channel: "mail" },
    ]);
  });

  it("cannot switch security or consent off by mail, nor choose what is for others", async () => {
    const emma = await world.signedIn("emma");
    const { groups } = await preferencesOf(emma);
    for (const { kind } of groups.filter(({ fixed }) => fixed).flatMap(({ kinds }) => kinds)) {
      const answer = await emma.put(`${PREFERENCES}/choices`, { kinds: [kind], channel: "mail", choice: "never" });
      expect(answer, kind).toMatchObject({ status: 409, code: "always-sent" });
    }
    for (const wish of [
      { kinds: ["tool-assigned"], channel: "push", choice: "daily" },
      { kinds: ["tool-assigned"], channel: "push", choice: "hourly" },
    ])
      expect(await emma.put(`${PREFERENCES}/choices`, wish)).toMatchObject({ status: 400, code: "invalid-input" });
    expect(await choiceOf(emma, "messages-unread")).toMatchObject({ mail: "at-once", push: "at-once" });
    const theirs = { kinds: ["setting-changed"], channel: "mail", choice: "never" };
    expect(await emma.put(`${PREFERENCES}/choices`, theirs)).toMatchObject({ status: 404, code: "not-found" });
    const bad = [
      { timeZone: "Europe/Nowhere" },
      { timeZone: "+01:00" },
      { quiet: { from: 0, until: 1440 } },
      { other: 1 },
    ];
    for (const body of bad) expect(await emma.put(PREFERENCES, body)).toMatchObject({ status: 400 });
  });

  it("are of one account: the others of the same sign-in have their own", async () => {
    const other = randomUUID();
    await world.sql(
      `INSERT INTO account (id, sign_in_id, kind, name)
       SELECT $1, sign_in_id, 'related-person', 'L. Meijer' FROM account WHERE id = $2`,
      [other, demoPeople.lucas.accountId],
    );
    const lucas = await world.signedIn("lucas");
    await choose(lucas, ["messages-unread"], "never");
    await lucas.put("/api/v1/me", { accountId: other });
    expect(await choiceOf(lucas, "messages-unread")).toMatchObject({ mail: "at-once" });
    await world.sql("DELETE FROM session WHERE account_id = $1", [other]);
    await world.sql("DELETE FROM account WHERE id = $1", [other]);
  });
});

describe("N-03 a notification", () => {
  it("is not mailed to whoever does not want that, and stands in the inbox all the same", async () => {
    const emma = await world.signedIn("emma");
    await choose(emma, ["feedback-given"], "never");
    await tell(world, "emma", "feedback-given");
    await tell(world, "emma", "tool-assigned");
    await settled(world);
    expect(allMailsTo(world, "emma").map(({ text }) => /feedback|tool/.exec(text ?? "")?.[0])).toEqual(["tool"]);
    const [row] = await world.sql("SELECT count(*)::int AS n FROM notification WHERE kind = 'feedback-given'");
    expect(row?.n).toBeGreaterThan(0);
  });

  it("about security and consent is mailed at once, in quiet hours, too; the rest waits until they end", async () => {
    const emma = await world.signedIn("emma");
    const minute = Math.floor(Date.now() / 60_000) % 1440;
    const quiet = { from: (minute + 1435) % 1440, until: (minute + 60) % 1440 };
    await emma.put(PREFERENCES, { quiet, timeZone: "UTC" });
    for (const kind of ["password-changed", "relate-request", "feedback-given"] as const)
      await tell(world, "emma", kind);
    await settled(world);
    expect(allMailsTo(world, "emma")).toHaveLength(2);
    const [row] = await waiting();
    expect(row?.kind).toBe("feedback-given");
    expect(Number(row?.due_at) % DAY).toBe(quiet.until * 60_000);
    expect(await queueDueBundles(world.deps, Number(row?.due_at) - 1)).toBe(0);
    expect(await queueDueBundles(world.deps, Number(row?.due_at))).toBe(1);
    await settled(world);
    // Alone it is the mail that it would have been.
    expect(allMailsTo(world, "emma").at(-1)?.text).toContain("Er is feedback voor je.");
    expect(await waiting()).toEqual([]);
  });

  it("that waits follows a change of mind", async () => {
    const emma = await world.signedIn("emma");
    await choose(emma, ["feedback-given", "tool-assigned"], "daily");
    await tell(world, "emma", "feedback-given");
    await tell(world, "emma", "tool-assigned");
    const [before] = await waiting();
    await choose(emma, ["feedback-given"], "never");
    await choose(emma, ["tool-assigned"], "hourly");
    const rows = await waiting();
    expect(rows.map(({ kind }) => kind)).toEqual(["tool-assigned"]);
    expect(Number(rows[0]?.due_at)).toBeLessThanOrEqual(Number(before?.due_at));
    expect(Number(rows[0]?.due_at)).toBeLessThanOrEqual(Date.now() + HOUR);
  });

  it("is not mailed any more to who ended such mails while the mail server was away", async () => {
    world.mail.refuse(true);
    await tell(world, "daan", "tools-transferred");
    await until("an attempt failed", async () => {
      const [row] = await world.sql("SELECT count(*)::int AS n FROM pgboss.job WHERE state = 'retry'");
      return row?.n === 1;
    });
    await choose(await world.signedIn("daan"), ["tools-transferred"], "never");
    world.mail.refuse(false);
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    await settled(world);
    expect(allMailsTo(world, "daan")).toEqual([]);
  });
});

describe("N-03 bundles", () => {
  it("are one mail each with numbers in words, exactly once, however many replicas look at once", async () => {
    const people = ["emma", "sanne", "fatima", "lucas", "daan", "pieter"] as const;
    for (const person of people)
      await choose(await world.signedIn(person), ["conversation-joined", "link-ended"], "daily");
    for (let time = 0; time < 3; time++) for (const person of people) await tell(world, person, "conversation-joined");
    for (const person of ["emma", "fatima"] as const) await tell(world, person, "link-ended");
    await settled(world);
    expect(world.mail.mails).toEqual([]);
    const second = await startReplica(world);
    const later = Date.now() + 2 * DAY;
    const queued = await Promise.all(
      [world.deps, second, world.deps, second, second].map((deps) => queueDueBundles(deps, later)),
    );
    expect(queued.reduce((sum, count) => sum + count)).toBe(people.length);
    await settled(world);
    for (const person of people) {
      const mails = allMailsTo(world, person);
      expect(mails.map(({ subject }) => subject)).toEqual(["Er staat iets voor je klaar bij GGZ Waterkant"]);
      expect(mails[0]?.text).toContain("- drie gesprekken waarin je nu meeleest\n");
      expect(mails[0]?.text?.includes("- één beëindigde band of uitnodiging\n")).toBe(
        ["emma", "fatima"].includes(person),
      );
      for (const other of people.filter((one) => one !== person))
        expect(`${mails[0]?.text}${mails[0]?.html}`).not.toContain(demoPeople[other].name);
    }
    expect(await queueDueBundles(second, later)).toBe(0);
  });

  it("leave out what was read meanwhile, and are not sent where nothing is left", async () => {
    const emma = await world.signedIn("emma");
    const lucas = await world.signedIn("lucas");
    for (const browser of [emma, lucas]) await choose(browser, ["tool-assigned", "feedback-given"], "hourly");
    for (const person of ["emma", "lucas"] as const) {
      await tell(world, person, "tool-assigned");
      await tell(world, person, "feedback-given");
      await tell(world, person, "feedback-given");
    }
    await world.sql("UPDATE notification SET read_at = now() WHERE kind = 'tool-assigned'");
    await lucas.post("/api/v1/inbox/read", { ids: "all" });
    await queueDueBundles(world.deps, Date.now() + DAY);
    await settled(world);
    expect(allMailsTo(world, "lucas")).toEqual([]);
    expect(allMailsTo(world, "emma")).toHaveLength(1);
    expect(allMailsTo(world, "emma")[0]?.text).toContain("- twee keer feedback\n");
    expect(allMailsTo(world, "emma")[0]?.text).not.toContain("tool");
  });

  it("are not queued twice where a process dies between taking and queueing", async () => {
    const emma = await world.signedIn("emma");
    await choose(emma, ["tool-assigned"], "hourly");
    await tell(world, "emma", "tool-assigned");
    const broken = { ...world.deps.jobs, add: () => Promise.reject(new Error("dies")), nudge: () => {} };
    await expect(queueDueBundles({ ...world.deps, jobs: broken }, Date.now() + DAY)).rejects.toThrow("dies");
    expect(await waiting()).toHaveLength(1);
    expect(await queueDueBundles(world.deps, Date.now() + DAY)).toBe(1);
    await settled(world);
    expect(allMailsTo(world, "emma")).toHaveLength(1);
  });
});

describe("N-03 a link that ends mails of a kind", () => {
  async function mailOf(person: "emma" | "sanne", kind: NotificationKind) {
    await tell(world, person, kind);
    await settled(world);
    const mail = allMailsTo(world, person).at(-1);
    const head = /^List-Unsubscribe:(?:[^\r\n]|\r\n )*/m.exec(world.mail.raw.at(-1) ?? "")?.[0];
    const oneClick = /<([^>]+)>/.exec(head ?? "")?.[1];
    return { mail, oneClick, token: /unsubscribe#token=([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "" };
  }

  it("stands in mails that are chosen, in head and foot, and in no other", async () => {
    const { mail, oneClick, token } = await mailOf("emma", "feedback-given");
    expect(oneClick).toBe(`http://localhost:8080/api/mail/unsubscribe?token=${token}`);
    expect(world.mail.raw.at(-1)).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(mail?.html).toContain(`/unsubscribe#token=${token}`);
    // It tells nothing about whose it is.
    for (const known of [demoPeople.emma.accountId, demoPeople.emma.email, "feedback"])
      expect(Buffer.from(token, "base64url").toString("latin1") + token).not.toContain(known);
    const fixed = await mailOf("emma", "password-changed");
    expect(fixed.oneClick).toBeUndefined();
    expect(fixed.token).toBe("");
  });

  it("ends that kind for that account alone, without a session, by one click from a mail provider, once and again", async () => {
    const { oneClick } = await mailOf("emma", "feedback-given");
    const path = oneClick?.replace("http://localhost:8080", "") ?? "";
    const provider = world.browser();
    const foreign = { origin: "https://mail.example", "content-type": "application/x-www-form-urlencoded" };
    expect((await provider.get(path)).status).toBe(404);
    const emma = await world.signedIn("emma");
    expect(await choiceOf(emma, "feedback-given")).toMatchObject({ mail: "at-once" });
    for (let time = 0; time < 2; time++) {
      const answer = await provider.send("POST", path, undefined, foreign);
      expect(answer).toMatchObject({ status: 200, text: "" });
    }
    expect(await choiceOf(emma, "feedback-given")).toMatchObject({ mail: "never", push: "at-once" });
    expect(await choiceOf(emma, "tool-assigned")).toMatchObject({ mail: "at-once" });
    const changed = await world.sql("SELECT DISTINCT account_id FROM notification_choice");
    expect(changed).toEqual([{ account_id: demoPeople.emma.accountId }]);
    const unknown = await provider.send("POST", "/api/mail/unsubscribe?token=made-up-by-somebody", undefined, foreign);
    expect(unknown).toMatchObject({ status: 200, text: "" });
    expect((await provider.send("POST", "/api/mail/unsubscribe?token=a&token=b", undefined, foreign)).status).toBe(200);
  });

  it("opens a page that needs no sign-in, until its time is over", async () => {
    const { token } = await mailOf("sanne", "tools-transferred");
    const stranger = world.browser();
    expect(await stranger.post("/api/v1/unsubscribe", { token })).toMatchObject({ status: 204, text: "" });
    expect(await choiceOf(await world.signedIn("sanne"), "tools-transferred")).toMatchObject({ mail: "never" });
    await world.sql("UPDATE unsubscribe_link SET expires_at = now()");
    expect((await stranger.post("/api/v1/unsubscribe", { token })).code).toBe("link-expired");
    expect((await stranger.post("/api/v1/unsubscribe", { token: "made-up-by-somebody" })).code).toBe("link-expired");
    const [row] = await world.sql("SELECT string_agg(l::text, ' ') AS kept FROM unsubscribe_link l");
    expect(row?.kept).not.toContain(token);
  });

  it("of a bundle ends all that was in it", async () => {
    const emma = await world.signedIn("emma");
    await choose(emma, ["tool-assigned", "feedback-given"], "hourly");
    await tell(world, "emma", "tool-assigned");
    await tell(world, "emma", "feedback-given");
    await queueDueBundles(world.deps, Date.now() + DAY);
    await settled(world);
    const token = /unsubscribe#token=([\w-]+)/.exec(allMailsTo(world, "emma")[0]?.text ?? "")?.[1];
    await world.browser().post("/api/v1/unsubscribe", { token });
    const never = (await preferencesOf(emma)).groups.flatMap(({ kinds }) =>
      kinds.filter(({ mail }) => mail === "never"),
    );
    expect(never.map(({ kind }) => kind).sort()).toEqual(["feedback-given", "tool-assigned"]);
  });
});

describe("N-03 a bundle that is tried again", () => {
  it("has a link that ends what stands in the last attempt", async () => {
    const emma = await world.signedIn("emma");
    await choose(emma, ["tool-assigned", "feedback-given"], "hourly");
    for (const kind of ["tool-assigned", "tool-assigned", "feedback-given"] as const) await tell(world, "emma", kind);
    world.mail.refuse(true);
    await queueDueBundles(world.deps, Date.now() + DAY);
    await until("an attempt failed", async () => (await world.sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0]);
    await world.sql("UPDATE notification SET read_at = now() WHERE kind = 'feedback-given'");
    world.mail.refuse(false);
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    await settled(world);
    const token = /unsubscribe#token=([\w-]+)/.exec(allMailsTo(world, "emma")[0]?.text ?? "")?.[1];
    await world.browser().post("/api/v1/unsubscribe", { token });
    expect(await choiceOf(emma, "tool-assigned")).toMatchObject({ mail: "never" });
    expect(await choiceOf(emma, "feedback-given")).toMatchObject({ mail: "hourly" });
  });
});

describe("N-03 discreet mails", () => {
  it("name neither product nor organisation, in any kind of mail, and are for clients and related persons", async () => {
    for (const person of ["emma", "fatima"] as const) {
      const browser = await world.signedIn(person);
      expect((await browser.put(PREFERENCES, { discreet: true })).body).toMatchObject({ discreet: true });
      for (const kind of NotificationKinds.options) await tell(world, person, kind, "/inbox");
    }
    await world.browser().post("/api/v1/password-reset", { email: demoPeople.emma.email });
    await world.browser().post("/api/v1/sign-in", { email: demoPeople.fatima.email, password: DEMO_PASSWORD });
    await settled(world);
    expect(world.mail.raw.length).toBe(2 * NotificationKinds.options.length + 2);
    for (const raw of world.mail.raw) {
      const seen = raw
        .replace(/=\r?\n/g, "")
        // To whom it goes is the receiver's own address.
        .replace(/[\w.]+@kring\.example/g, "")
        .replaceAll("http://localhost:8080", "");
      expect(seen).not.toMatch(/kring|waterkant/i);
      expect(raw).toMatch(/^From: Bericht <bericht@post\.example>\r$/m);
      expect(raw).toMatch(/^Subject: Er is een bericht voor je\r$/m);
      expect(raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@post\.example>\r$/m);
    }
    const sanne = await world.signedIn("sanne");
    expect(await sanne.put(PREFERENCES, { discreet: true })).toMatchObject({ status: 404, code: "not-found" });
  });
});
