import { randomUUID } from "node:crypto";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { queueDueBundles } from "../src/notification/index.ts";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { allMailsTo, choose, PREFERENCES, settled, tell } from "./notification-scenes.ts";
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
beforeEach(() => {
  feed.stillUnread = { unread: 1, online: false };
  world.mail.mails.length = 0;
});

const DAY = 86_400_000;
const c = randomUUID();
let told = 0;
/** The conversations service says that somebody has something unread; what follows from it has happened when this resolves. */
async function unread(person: DemoName, conversationIds = [c]): Promise<void> {
  feed.tell("messages-unread.v1", { accountId: demoPeople[person].accountId, conversationIds });
  told += 1;
  await until("the fact is applied", async () => {
    const [row] = await world.sql("SELECT position::int AS n FROM feed_position");
    return Number(row?.n) >= told;
  });
  await settled(world);
}

describe("N-04 a mail about unread messages", () => {
  it("is one mail, whatever the number of conversations, and names neither conversation nor people", async () => {
    await unread("emma", [c, randomUUID()]);
    const [mail, more] = allMailsTo(world, "emma");
    expect(more).toBeUndefined();
    expect(mail?.text).toContain("dat je nog niet hebt gelezen");
    expect(mail?.text).toContain("http://localhost:8080/conversations\n");
    for (const part of [mail?.text, mail?.html, mail?.subject, ...world.mail.raw]) {
      expect(part).not.toContain(c);
      for (const person of ["sanne", "fatima", "pieter", "youssef"] as const)
        expect(part).not.toContain(demoPeople[person].name);
    }
    expect((await world.sql("SELECT FROM notification WHERE kind = 'messages-unread'")).length).toBe(0);
  });

  it("is not sent to who read it meanwhile, or is back", async () => {
    feed.stillUnread = { unread: 0, online: false };
    await unread("emma");
    feed.stillUnread = { unread: 2, online: true };
    await unread("emma");
    expect(allMailsTo(world, "emma")).toEqual([]);
  });

  it("waits until the conversations service can say whether it is still so", async () => {
    feed.stillUnread = null;
    feed.tell("messages-unread.v1", { accountId: demoPeople.lucas.accountId, conversationIds: [c] });
    told += 1;
    await until("an attempt failed", async () => {
      const [row] = await world.sql("SELECT count(*)::int AS n FROM pgboss.job WHERE state = 'retry'");
      return row?.n === 1;
    });
    feed.stillUnread = { unread: 1, online: false };
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    await settled(world);
    expect(allMailsTo(world, "lucas")).toHaveLength(1);
  });

  it("follows preferences: never, or together with what else waits, leaving out what was read", async () => {
    const sanne = await world.signedIn("sanne");
    await choose(sanne, ["messages-unread"], "never");
    await unread("sanne");
    expect(allMailsTo(world, "sanne")).toEqual([]);
    await choose(sanne, ["messages-unread", "tools-transferred"], "daily");
    await unread("sanne", [c, randomUUID()]);
    await unread("sanne", [c]);
    await tell(world, "sanne", "tools-transferred");
    expect((await world.sql("SELECT FROM waiting_mail")).length).toBe(3);
    feed.stillUnread = { unread: 2, online: false };
    expect(await queueDueBundles(world.deps, Date.now() + 2 * DAY)).toBe(1);
    await settled(world);
    expect(allMailsTo(world, "sanne")).toHaveLength(1);
    expect(allMailsTo(world, "sanne")[0]?.text).toContain("- twee gesprekken met iets nieuws\n");
    // The inbox has no notice of unread messages; home shows them beside its notices.
    expect(allMailsTo(world, "sanne")[0]?.text).toMatch(/\nBekijk wat er klaarstaat:\nhttps?:\/\/[^/]+\/\n/);
    await unread("sanne");
    feed.stillUnread = { unread: 0, online: false };
    await queueDueBundles(world.deps, Date.now() + 2 * DAY);
    await settled(world);
    expect(allMailsTo(world, "sanne")).toHaveLength(1);
  });

  it("is not made of what waited for its time while they are online", async () => {
    const pieter = await world.signedIn("pieter");
    await choose(pieter, ["messages-unread"], "daily");
    await unread("pieter");
    feed.stillUnread = { unread: 1, online: true };
    expect(await queueDueBundles(world.deps, Date.now() + 2 * DAY)).toBe(1);
    await settled(world);
    expect(allMailsTo(world, "pieter")).toEqual([]);
  });

  it("is one although the mail server was away when they came back and left again", async () => {
    const youssef = demoPeople.youssef.accountId;
    const another = randomUUID();
    const jobs = () =>
      world.sql(
        "SELECT data FROM pgboss.job WHERE name = 'unread-mail' AND state < 'active' AND data ->> 'accountId' = $1",
        [youssef],
      );
    world.mail.refuse(true);
    feed.tell("messages-unread.v1", { accountId: youssef, conversationIds: [c] });
    told += 1;
    await until("an attempt failed", async () => (await world.sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0]);
    feed.tell("messages-unread.v1", { accountId: youssef, conversationIds: [c, another] });
    told += 1;
    await until("both are known", async () => {
      const waiting = await jobs();
      return waiting.length > 1 || JSON.stringify(waiting).includes(another);
    });
    const waiting = await jobs();
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.data).toEqual({ accountId: youssef, conversationIds: [c, another].sort() });
    world.mail.refuse(false);
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    await settled(world);
    expect(allMailsTo(world, "youssef")).toHaveLength(1);
  });

  it("waits for the end of quiet hours", async () => {
    const fatima = await world.signedIn("fatima");
    const minute = Math.floor(Date.now() / 60_000) % 1440;
    await fatima.put(PREFERENCES, { quiet: { from: minute, until: (minute + 120) % 1440 }, timeZone: "UTC" });
    await unread("fatima");
    expect(allMailsTo(world, "fatima")).toEqual([]);
    await queueDueBundles(world.deps, Date.now() + DAY);
    await settled(world);
    expect(allMailsTo(world, "fatima")).toHaveLength(1);
  });
});
