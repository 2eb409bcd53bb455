import { randomUUID } from "node:crypto";
import { PUSH_BYTES, PushMessage, readNotification } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { settings } from "@kring/service-kit";
import { findCanaries } from "@kring/testing/canary";
import { type PushCatcher, type PushDevice, startPushCatcher } from "@kring/testing/push-catcher";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Browser } from "./browser.ts";
import { type ConversationsFeed, startConversationsFeed } from "./conversations-feed.ts";
import { allMailsTo, choose, PREFERENCES, settled, tell } from "./notification-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let service: PushCatcher;
let feed: ConversationsFeed;
let world: World;
beforeAll(async () => {
  [service, feed] = await Promise.all([startPushCatcher(), startConversationsFeed()]);
  const keys = settings.vapidKey.parse(inject("servers").secrets.pushPrivateKey);
  world = await startWorld({ push: { keys, loopbackOrigin: service.origin }, realtime: feed.realtime });
  await until("the feed is followed", async () => (await world.sql("SELECT FROM feed_position")).length === 1);
});
afterAll(() => Promise.all([service.stop(), feed.stop()]));
beforeEach(() => {
  feed.stillUnread = { unread: 1, online: false };
});

const c = randomUUID();
let told = 0;

/** Somebody signs in in a browser of their own and lets it be told. */
async function subscribed(person: DemoName): Promise<{ browser: Browser; device: PushDevice }> {
  const device = service.subscribe();
  const browser = await world.signedIn(person);
  expect((await browser.put("/api/v1/push/subscription", device)).status).toBe(204);
  return { browser, device };
}

/** The conversations service says that somebody missed something; what is to be queued is queued when this resolves. */
async function missed(person: DemoName, conversationIds = [c]): Promise<void> {
  feed.tell("messages-missed.v1", { accountId: demoPeople[person].accountId, conversationIds });
  told += 1;
  await until("the fact is applied", async () => {
    const [row] = await world.sql("SELECT position::int AS n FROM feed_position");
    return Number(row?.n) >= told;
  });
}

const at = ({ endpoint }: PushDevice) => service.pushes().filter((push) => push.endpoint === endpoint);
const pushed = (device: PushDevice, times = 1) => until(`push ${times}`, () => at(device)[times - 1]);
const idIn = ({ text }: { text: string }) => PushMessage.parse(JSON.parse(text)).id;
const waitingPushes = () =>
  world.sql("SELECT data, start_after FROM pgboss.job WHERE name = 'push' AND state IN ('created', 'retry')");
/** An hour in whose midst it is now. */
const quietNow = () => {
  const minute = Math.floor(Date.now() / 60_000) % 1440;
  return { quiet: { from: (minute + 1435) % 1440, until: (minute + 60) % 1440 }, timeZone: "UTC" };
};

describe("N-03 messages that were missed", () => {
  it("are one push to each device, as any other: an id, padded, and nothing of whom or where", async () => {
    const one = await subscribed("emma");
    const two = await subscribed("emma");
    await missed("emma", [c, randomUUID()]);
    const push = await pushed(one.device);
    await pushed(two.device);
    await settled(world);
    expect([at(one.device).length, at(two.device).length]).toEqual([1, 1]);
    expect(Buffer.byteLength(push.text)).toBe(PUSH_BYTES);
    expect(push.headers).toMatchObject({ urgency: "normal", topic: "notice" });
    const people = Object.values(demoPeople).flatMap(({ email, accountId }) => [email, accountId]);
    const exits = [
      { name: "raw", bytes: push.raw },
      { name: "read", bytes: push.text },
    ];
    expect(findCanaries([c, "messages", "conversation", ...people], exits)).toEqual([]);
    expect(allMailsTo(world, "emma")).toEqual([]);
    await tell(world, "emma", "tool-assigned");
    expect((await pushed(one.device, 2)).body.length).toBe(push.body.length);
    expect(await world.sql("SELECT FROM notification WHERE kind = 'messages-unread'")).toEqual([]);
  });

  it("lead their reader, and nobody else, to the conversation, or to all where there are several", async () => {
    const { browser, device } = await subscribed("fatima");
    await missed("fatima");
    const id = idIn(await pushed(device));
    const found = (await browser.get(`/api/v1/inbox/${id}`)).as(readNotification.response);
    expect(found).toMatchObject({ id, kind: "messages-unread", link: `/conversations/${c}`, read: false });
    expect((await browser.post("/api/v1/inbox/read", { ids: [id] })).status).toBe(200);
    const stranger = await world.signedIn("sanne");
    expect(await stranger.get(`/api/v1/inbox/${id}`)).toMatchObject({ status: 404, code: "not-found" });

    await missed("fatima", [c, randomUUID()]);
    const later = idIn(await pushed(device, 2));
    expect((await browser.get(`/api/v1/inbox/${later}`)).as(readNotification.response).link).toBe("/conversations");
    expect((await browser.get(`/api/v1/inbox/${id}`)).status).toBe(404);
  });

  it("are not pushed once they were read, or seen; nor to who wants none", async () => {
    const { browser, device } = await subscribed("lucas");
    feed.stillUnread = { unread: 0, online: false };
    await missed("lucas");
    await settled(world);
    feed.stillUnread = { unread: 3, online: true };
    await missed("lucas");
    await settled(world);
    feed.stillUnread = { unread: 3, online: false };
    await choose(browser, ["messages-unread"], "never", "push");
    await missed("lucas");
    expect(await waitingPushes()).toEqual([]);
    expect(at(device)).toEqual([]);
    await choose(browser, ["messages-unread"], "at-once", "push");
    await missed("lucas");
    await pushed(device);
    expect(allMailsTo(world, "lucas")).toEqual([]);
  });

  it("wait until the conversations service can say whether it is still so", async () => {
    const { device } = await subscribed("daan");
    feed.stillUnread = null;
    await missed("daan");
    await until("an attempt failed", async () => (await world.sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0]);
    expect(at(device)).toEqual([]);
    feed.stillUnread = { unread: 1, online: false };
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    await pushed(device);
  });

  it("are one push at the end of quiet hours, whatever was missed in them", async () => {
    const { browser, device } = await subscribed("noor");
    const times = quietNow();
    await browser.put(PREFERENCES, times);
    const other = randomUUID();
    await missed("noor");
    await missed("noor", [other]);
    for (const { start_after } of await waitingPushes())
      expect((Number(start_after) / 60_000) % 1440).toBe(times.quiet.until);
    await browser.put(PREFERENCES, { quiet: null });
    const id = idIn(await pushed(device));
    await settled(world);
    expect(at(device)).toHaveLength(1);
    expect((await browser.get(`/api/v1/inbox/${id}`)).as(readNotification.response).link).toBe("/conversations");
  });
});

describe("N-03 quiet hours that end early", () => {
  it("bring forward what waits for their end, by mail and on devices; what comes in new ones waits for those", async () => {
    const { browser, device } = await subscribed("youssef");
    const times = quietNow();
    await browser.put(PREFERENCES, times);
    await tell(world, "youssef", "conversation-joined");
    await tell(world, "youssef", "link-ended");
    expect(await waitingPushes()).toHaveLength(2);
    const longer = { ...times, quiet: { ...times.quiet, until: (times.quiet.until + 60) % 1440 } };
    await browser.put(PREFERENCES, longer);
    await until("they wait for the later end", async () => {
      const ends = (await waitingPushes()).map(({ start_after }) => (Number(start_after) / 60_000) % 1440);
      return ends.length === 2 && ends.every((end) => end === longer.quiet.until);
    });
    expect([at(device).length, allMailsTo(world, "youssef").length]).toEqual([0, 0]);

    await browser.put(PREFERENCES, { quiet: null });
    await pushed(device, 2);
    // By the sweep of the service itself.
    await until("the mail came", () => allMailsTo(world, "youssef")[0], 30_000);
    await settled(world);
    expect([at(device).length, allMailsTo(world, "youssef").length]).toEqual([2, 1]);
    expect(await world.sql("SELECT FROM waiting_mail")).toEqual([]);
    expect(Number(at(device)[0]?.headers.ttl)).toBeLessThanOrEqual(86_400);
  });

  it("change nothing about what is due already: the mail of today is not put off until tomorrow", async () => {
    const ruben = await world.signedIn("ruben");
    await choose(ruben, ["conversation-joined"], "daily");
    await tell(world, "ruben", "conversation-joined");
    await world.sql("UPDATE waiting_mail SET due_at = now() - interval '1 second'");
    await ruben.put(PREFERENCES, { timeZone: "Europe/Paris" });
    await until("the mail came", () => allMailsTo(world, "ruben")[0], 30_000);
  });
});

describe("a push service that says when to come again", () => {
  it.each([
    ["seconds", () => "1800"],
    ["a moment", () => new Date(Date.now() + 1_800_000).toUTCString()],
  ])("is left in peace until then, whether it says %s, and gets it once", async (_how, retryAfter) => {
    await world.sql("DELETE FROM push_subscription");
    const { browser, device } = await subscribed("emma");
    service.answer(429, device.endpoint, retryAfter());
    await tell(world, "emma", "tool-assigned");
    const [job] = await until("it waits", async () => {
      const jobs = await waitingPushes();
      return jobs[0]?.data && "putOff" in (jobs[0].data as object) ? jobs : null;
    });
    const pause = Number(job?.start_after) - Date.now();
    expect(pause).toBeGreaterThan(1_700_000);
    expect(pause).toBeLessThanOrEqual(1_801_000);
    // Nobody's change of mind hurries it.
    await choose(browser, ["tool-assigned"], "at-once", "push");
    expect(Number((await waitingPushes())[0]?.start_after)).toBe(Number(job?.start_after));

    service.answer(201, device.endpoint);
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE name = 'push' AND state = 'created'");
    await pushed(device);
    await settled(world);
    expect(at(device)).toHaveLength(1);
  });

  it("only when what it would tell is past is not asked again", async () => {
    await world.sql("DELETE FROM push_subscription");
    const { device } = await subscribed("emma");
    service.answer(429, device.endpoint, String(8 * 86_400));
    const before = service.attempts();
    await tell(world, "emma", "tool-assigned");
    await until("it was asked", () => service.attempts() > before);
    await settled(world);
    await until("nothing waits", async () => (await waitingPushes()).length === 0);
    expect(service.attempts()).toBe(before + 1);
  });
});
