import { randomUUID } from "node:crypto";
import {
  AccountFrame,
  markInboxRead,
  type NotifiedPage,
  RelateRequestRow,
  readInbox,
  subjects,
} from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { connectNats, createLogger } from "@kring/service-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notify } from "../src/notification/index.ts";
import type { Browser } from "./browser.ts";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { natsUrl } from "./nats.ts";
import { setSetting } from "./relation-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let feed: ConversationsFeed;
let world: World;
beforeAll(async () => {
  feed = await startConversationsFeed();
  world = await startWorld({ realtime: feed.realtime });
  await until("the feed is followed", async () => (await world.sql("SELECT FROM feed_position")).length === 1);
});
afterAll(() => feed.stop());

const inboxOf = async (person: Browser, query = "") =>
  (await person.get(`/api/v1/inbox${query}`)).as(readInbox.response);
const mailsTo = (person: DemoName, of = world) =>
  of.mail.mails.filter(({ to }) => JSON.stringify(to).includes(demoPeople[person].email));
const tell = (person: DemoName, link: NotifiedPage) =>
  world.deps.database.change((change) =>
    notify(world.deps, change, "conversation-joined", demoPeople[person].accountId, link),
  );
const waitingJobs = async (of = world) =>
  (await of.sql("SELECT count(*)::int AS n FROM pgboss.job WHERE state IN ('created', 'retry', 'active')"))[0]?.n;

describe("N-01 a notification", () => {
  it("is in the inbox, live on every open screen, and mailed once", async () => {
    const heard: unknown[] = [];
    const nats = connectNats({
      url: natsUrl("realtime"),
      name: "test",
      logger: createLogger({ service: "test", level: "error" }),
    });
    nats.subscribe(subjects.account(demoPeople.emma.accountId), (message) => heard.push(JSON.parse(message.text())));
    await until("the subscription stands", () =>
      nats.flush().then(
        () => true,
        () => false,
      ),
    );

    await tell("emma", "/conversations/one");
    const emma = await world.signedIn("emma");
    const { notifications, unread, next } = await inboxOf(emma);
    expect(notifications).toMatchObject([{ kind: "conversation-joined", link: "/conversations/one", read: false }]);
    expect({ unread, next }).toEqual({ unread: 1, next: null });
    const frame = AccountFrame.parse(await until("the live event", () => heard[0]));
    expect(frame).toEqual({ v: 1, type: "inbox-changed", id: notifications[0]?.id });
    await until("the mail", () => mailsTo("emma")[0]);
    await until("no job is left", async () => (await waitingJobs()) === 0);
    expect(mailsTo("emma")).toHaveLength(1);
    await nats.close();
  });

  it("N-02 is mailed in the receiver's language, with nothing but a link", async () => {
    const daan = await world.signedIn("daan");
    await daan.put("/api/v1/me", { language: "en" });
    const before = world.mail.raw.length;
    await tell("daan", "/conversations/two");
    await tell("lucas", "/conversations/two");
    await until("both mails", () => world.mail.raw.length === before + 2);
    const english = mailsTo("daan").at(-1);
    expect(english?.subject).toBe("There is something for you at GGZ Waterkant");
    expect(english?.text?.replace(/token=[\w-]{43}/, "token=…")).toBe(
      [
        "Hello Daan Visser,",
        "You take part in a conversation.",
        "Open the conversation:\nhttp://localhost:8080/conversations/two",
        [
          "--\nThis mail comes from GGZ Waterkant. It holds no messages and no names of others, on purpose.",
          "Choose when you get mails: http://localhost:8080/profile/notifications",
          "No more mails of this kind: http://localhost:8080/unsubscribe#token=…\n",
        ].join("\n"),
      ].join("\n\n"),
    );
    const dutch = mailsTo("lucas").at(-1);
    expect(dutch?.subject).toBe("Er staat iets voor je klaar bij GGZ Waterkant");
    expect(dutch?.html).toContain(">Open het gesprek<");
    expect(dutch?.from?.text).toBe('"Kring" <no-reply@kring.example>');
    for (const { subject } of world.mail.mails) {
      for (const { name } of Object.values(demoPeople)) expect(subject).not.toContain(name.split(" ")[0]);
    }
  });

  it("of a change that is undone was never made", async () => {
    const [before] = await world.sql(
      "SELECT (SELECT count(*) FROM notification) AS n, (SELECT count(*) FROM pgboss.job) AS j",
    );
    await expect(
      world.deps.database.change(async (change) => {
        await notify(world.deps, change, "link-ended", demoPeople.noor.accountId, "/circle");
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    const [after] = await world.sql(
      "SELECT (SELECT count(*) FROM notification) AS n, (SELECT count(*) FROM pgboss.job) AS j",
    );
    expect(after).toEqual(before);
    expect(mailsTo("noor")).toEqual([]);
  });

  it("stays in the inbox alone where nobody can sign in", async () => {
    const alone = randomUUID();
    await world.sql("INSERT INTO account (id, kind, name) VALUES ($1, 'client', 'Nobody Yet')", [alone]);
    await world.sql("UPDATE account SET active = false WHERE id = $1", [demoPeople.lucas.accountId]);
    for (const receiver of [alone, demoPeople.lucas.accountId, randomUUID()]) {
      await world.deps.database.change((change) => notify(world.deps, change, "link-ended", receiver, "/circle"));
    }
    const rows = await world.sql("SELECT account_id FROM notification WHERE kind = 'link-ended'");
    expect(new Set(rows.map((row) => row.account_id))).toEqual(new Set([alone, demoPeople.lucas.accountId]));
    const jobs = await world.sql("SELECT FROM pgboss.job WHERE data ->> 'kind' = 'link-ended'");
    expect(jobs).toEqual([]);
  });
});

describe("an inbox", () => {
  it("is read by pages, latest first, and marked read, by its owner only", async () => {
    const person = await world.signedIn("fatima");
    for (let number = 1; number <= 7; number += 1) await tell("fatima", `/conversations/${number}`);
    const first = await inboxOf(person, "?limit=3");
    const second = await inboxOf(person, `?limit=3&cursor=${first.next}`);
    const third = await inboxOf(person, `?limit=3&cursor=${second.next}`);
    const links = [first, second, third].flatMap(({ notifications }) => notifications.map(({ link }) => link));
    expect(links).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `/conversations/${number}`));
    expect(third.next).toBeNull();
    expect(first.unread).toBe(7);

    const ids = first.notifications.map(({ id }) => id);
    const stranger = await world.signedIn("sanne");
    expect((await stranger.post("/api/v1/inbox/read", { ids })).as(markInboxRead.response)).toEqual({ unread: 0 });
    expect((await inboxOf(person)).unread).toBe(7);
    expect((await person.post("/api/v1/inbox/read", { ids })).as(markInboxRead.response)).toEqual({ unread: 4 });
    expect((await inboxOf(person, "?limit=4")).notifications.map(({ read }) => read)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect((await person.post("/api/v1/inbox/read", { ids: "all" })).as(markInboxRead.response)).toEqual({ unread: 0 });
  });

  it("refuses a made-up cursor", async () => {
    const person = await world.signedIn("fatima");
    for (const cursor of ["x", "W10", Buffer.from('[1e99,"x"]').toString("base64url")]) {
      expect(await person.get(`/api/v1/inbox?cursor=${cursor}`)).toMatchObject({ status: 400, code: "invalid-input" });
    }
  });
});

describe("who was added to a conversation", () => {
  it("finds it in the inbox, once, although the feed is read again", async () => {
    const conversationId = randomUUID();
    feed.tell("participant-left.v1", { conversationId, accountId: demoPeople.ruben.accountId });
    feed.tell("participant-joined.v1", { conversationId, accountId: demoPeople.ruben.accountId, byOwnAct: false });
    const ruben = await world.signedIn("ruben");
    await until("the notification", async () => (await inboxOf(ruben)).unread === 1);
    const before = await until(
      "the position",
      async () => (await world.sql("SELECT position FROM feed_position"))[0]?.position,
    );
    expect(before).toBe("2");
    // Who started a conversation knows that.
    feed.tell("participant-joined.v1", {
      conversationId: randomUUID(),
      accountId: demoPeople.ruben.accountId,
      byOwnAct: true,
    });
    await until(
      "the next fact is applied",
      async () => (await world.sql("SELECT position FROM feed_position"))[0]?.position === "3",
    );
    expect((await inboxOf(ruben)).notifications).toMatchObject([
      { kind: "conversation-joined", link: `/conversations/${conversationId}` },
    ]);
    await until("the mail", () => mailsTo("ruben")[0]);
    expect(mailsTo("ruben")).toHaveLength(1);
  });

  it("hears of new ones after the other service was restored", async () => {
    feed.startOver();
    await until(
      "the new timeline is followed",
      async () => (await world.sql("SELECT position FROM feed_position"))[0]?.position === "0",
    );
    feed.tell("participant-joined.v1", {
      conversationId: randomUUID(),
      accountId: demoPeople.pieter.accountId,
      byOwnAct: false,
    });
    const pieter = await world.signedIn("pieter");
    await until("the notification", async () => (await inboxOf(pieter)).unread === 1);
  });
});

describe("what a later version of either service tells", () => {
  const skippedAt = async (border: string) =>
    (await world.deps.metrics.skipped.get()).values.find(({ labels }) => labels.border === border)?.value ?? 0;
  const linesOf = (border: string) =>
    world
      .logs()
      .split("\n")
      .filter((line) => line.includes(`"border":"${border}"`) && line.includes('"level":"warn"'));

  it("is skipped where the conversations service tells it, and counted; what comes behind it arrives", async () => {
    feed.tellNews();
    feed.tellNews();
    const daan = await world.signedIn("daan");
    const accountId = demoPeople.daan.accountId;
    const { unread } = await inboxOf(daan);
    feed.tell("participant-joined.v1", { conversationId: randomUUID(), accountId, byOwnAct: false });
    await until("the notification", async () => (await inboxOf(daan)).unread === unread + 1);
    await until("the mail", () => mailsTo("daan")[0]);
    expect(await skippedAt("feed-conversations")).toBe(2);
    expect(linesOf("feed-conversations")).toHaveLength(1);
    expect(world.logs()).not.toContain("kring-canary-e40f");
  });

  it("N-01 a notification of a kind that is not known is left out of the inbox, and counted", async () => {
    const daan = await world.signedIn("daan");
    const { notifications } = await inboxOf(daan);
    await world.sql("INSERT INTO notification (account_id, kind, link) VALUES ($1, 'poll-closed', '/')", [
      demoPeople.daan.accountId,
    ]);
    for (const times of [1, 2]) {
      expect((await inboxOf(daan)).notifications).toEqual(notifications);
      expect(await skippedAt("inbox")).toBe(times);
    }
    expect(linesOf("inbox")).toHaveLength(1);
  });

  it("N-01 a page reads a notification of a kind that it does not know as something new", async () => {
    const page = await inboxOf(await world.signedIn("daan"));
    const later = { ...page, notifications: page.notifications.map((one) => ({ ...one, kind: "poll-closed" })) };
    expect(readInbox.response.parse(later).notifications[0]?.kind).toBe("unknown");
  });
});

describe("N-05 a mail server that takes nothing", () => {
  it("delays mails, loses none, and says so", async () => {
    world.mail.refuse({ at: "receiver", code: 451, says: "Try again later" });
    await tell("noor", "/conversations/later");
    const metrics = async () => world.deps.metrics.registry.metrics();
    await until("an attempt failed", async () => /kring_mail_server_up\{[^}]*\} 0/.test(await metrics()));
    expect((await world.browser().get("/api/health/ready")).status).toBe(200);
    const noor = await world.signedIn("noor");
    expect((await inboxOf(noor)).unread).toBe(1);
    const [job] = await world.sql(
      "SELECT id, output::text FROM pgboss.job WHERE data ->> 'link' = '/conversations/later'",
    );
    expect(String(job?.output)).not.toContain(demoPeople.noor.email);
    world.mail.refuse(false);
    // The pause before the next attempt is not what is tested.
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    const mail = await until("the mail", () => mailsTo("noor")[0]);
    expect(mail.messageId).toBe(`<${String(job?.id)}@kring.example>`);
    expect(await metrics()).toMatch(/kring_mail_server_up\{[^}]*\} 1/);
    expect(world.logs()).not.toContain(demoPeople.noor.email);
  });
});

describe("N-01 a notification that asks for an answer", () => {
  it("is read once nobody wants the answer any more", async () => {
    await setSetting(world, "relate-requests", true);
    const noor = await world.signedIn("noor");
    const body = { professionalId: demoPeople.daan.accountId, message: "Ik neem het over." };
    const sent = await noor.post(`/api/v1/clients/${demoPeople.emma.accountId}/relate-requests`, body);
    const { id } = sent.as(RelateRequestRow);
    const asked = async () =>
      (
        await world.sql("SELECT read_at IS NULL AS unread FROM notification WHERE kind = $1 AND link = $2", [
          "relate-request",
          `/requests/${id}`,
        ])
      ).map(({ unread }) => unread);
    expect(await asked()).toEqual([true]);
    expect((await noor.delete(`/api/v1/relate-requests/${id}`)).status).toBeLessThan(300);
    expect(await asked()).toEqual([false]);
  });
});
