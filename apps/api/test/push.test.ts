import { randomUUID } from "node:crypto";
import { MOST_PUSH_DEVICES } from "@kring/domain";
import { acceptInvitation, Me, PUSH_BYTES, PushMessage, readNotification, readPush } from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";
import { settings } from "@kring/service-kit";
import { findCanaries } from "@kring/testing/canary";
import { type PushCatcher, type PushDevice, startPushCatcher } from "@kring/testing/push-catcher";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sweepUnusedAccounts } from "../src/link/sweep-invitations.ts";
import { notify } from "../src/notification/index.ts";
import { sweepSessions } from "../src/session/index.ts";
import type { Browser } from "./browser.ts";
import { tokenTo } from "./mailed.ts";
import { choose, PREFERENCES } from "./notification-scenes.ts";
import { inviteAsClient } from "./related-person-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let service: PushCatcher;
let world: World;
beforeAll(async () => {
  service = await startPushCatcher();
  const keys = settings.vapidKey.parse(inject("servers").secrets.pushPrivateKey);
  world = await startWorld({ push: { keys, loopbackOrigin: service.origin } });
});
afterAll(() => service.stop());

const subscribe = (browser: Browser, device: PushDevice) => browser.put("/api/v1/push/subscription", device);

/** Somebody signs in in a browser of their own and lets it be told. */
async function subscribed(person: DemoName, device = service.subscribe()) {
  const browser = await world.signedIn(person);
  expect((await subscribe(browser, device)).status).toBe(204);
  return { browser, device };
}

async function tell(person: DemoName, link = "/tools"): Promise<string> {
  const { accountId } = demoPeople[person];
  await world.deps.database.change((change) =>
    notify(world.deps, change, "tool-assigned", accountId, link, { mail: false }),
  );
  const [latest] = await world.sql("SELECT id FROM notification WHERE account_id = $1 ORDER BY at DESC LIMIT 1", [
    accountId,
  ]);
  return String(latest?.id);
}

const at = ({ endpoint }: PushDevice) => service.pushes().filter((push) => push.endpoint === endpoint);
const pushed = (device: PushDevice, times = 1) => until(`push ${times}`, () => at(device)[times - 1]);
const waiting = async () =>
  (await world.sql("SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'push' AND state < 'completed'"))[0]?.n;
const nothingWaits = () => until("no push waits", async () => (await waiting()) === 0);
const isOn = async (browser: Browser) => (await browser.get("/api/v1/push")).as(readPush.response).on;
const isKept = async ({ endpoint }: PushDevice) =>
  (await world.sql("SELECT FROM push_subscription WHERE endpoint = $1", [endpoint])).length === 1;
/** The pause before the next attempt is not what is tested. */
const tryAgain = () => world.sql("UPDATE pgboss.job SET start_after = now() WHERE name = 'push' AND state = 'retry'");

describe("N-02 a push", () => {
  it("says which notification, to the device alone, signed by the platform, each as long as another", async () => {
    const { browser, device } = await subscribed("emma");
    const id = await tell("emma", "/conversations/one");
    const first = await pushed(device);
    expect(PushMessage.parse(JSON.parse(first.text))).toEqual({ v: 1, id });
    expect(Buffer.byteLength(first.text)).toBe(PUSH_BYTES);
    expect(first.key).toBe((await browser.get("/api/v1/push")).as(readPush.response).key);
    expect(first.claims.sub).toBe("mailto:no-reply@kring.example");
    expect(first.headers).toMatchObject({ urgency: "normal", topic: "notice" });
    expect(Number(first.headers.ttl)).toBeGreaterThan(86_000);
    expect(Number(first.headers.ttl)).toBeLessThanOrEqual(86_400);

    await tell("emma", `/clients/${demoPeople.emma.accountId}/tools/${randomUUID()}`);
    const second = await pushed(device, 2);
    expect(second.body.length).toBe(first.body.length);
    expect(service.faults()).toEqual([]);
  });

  it("holds nothing of whom or what it is about, as it came and as it is read; nor do queue, log and metrics of where it went", async () => {
    const { device } = await subscribed("fatima");
    await tell("fatima", "/conversations/geheim-gesprek");
    const { raw, text } = await pushed(device);
    await nothingWaits();
    const people = Object.values(demoPeople).flatMap(({ name, email, accountId }) => [
      // Shorter ones stand in anything that is random.
      ...name.split(" ").filter((part) => part.length > 3),
      email,
      accountId,
    ]);
    const what = [...people, "geheim-gesprek", "conversations", "tool", "assigned", world.config.organisation];
    const exits = [
      { name: "raw", bytes: raw },
      { name: "read", bytes: text },
    ];
    expect(findCanaries(what, exits)).toEqual([]);
    expect(findCanaries(['"v":1'], exits), "the scanner sees what is there").toHaveLength(1);
    const jobs = await world.sql("SELECT data::text, output::text FROM pgboss.job WHERE name = 'push'");
    const out = `${JSON.stringify(jobs)}${world.logs()}${await world.deps.metrics.registry.metrics()}`;
    for (const secret of [device.endpoint.split("/").at(-1) ?? "", device.keys.auth, device.keys.p256dh])
      expect(out.includes(secret), secret).toBe(false);
  });

  it("leads to the notification for its owner only", async () => {
    const emma = await world.signedIn("emma");
    const id = await tell("emma", "/tools/one");
    const found = (await emma.get(`/api/v1/inbox/${id}`)).as(readNotification.response);
    expect(found).toMatchObject({ id, kind: "tool-assigned", link: "/tools/one", read: false });
    const stranger = await world.signedIn("sanne");
    const [theirs, none] = [
      await stranger.get(`/api/v1/inbox/${id}`),
      await stranger.get(`/api/v1/inbox/${randomUUID()}`),
    ];
    expect({ status: theirs.status, code: theirs.code }).toEqual({ status: 404, code: "not-found" });
    expect({ ...(theirs.body as object), requestId: "" }).toEqual({ ...(none.body as object), requestId: "" });
  });

  it("of a change that is undone is never sent, and of what was read meanwhile neither", async () => {
    const { browser, device } = await subscribed("noor");
    await expect(
      world.deps.database.change(async (change) => {
        await notify(world.deps, change, "link-ended", demoPeople.noor.accountId, "/", { mail: false });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await waiting()).toBe(0);

    service.answer(503, device.endpoint);
    await tell("noor");
    await until("an attempt failed", async () => (await world.sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0]);
    await browser.post("/api/v1/inbox/read", { ids: "all" });
    service.answer(201, device.endpoint);
    await tryAgain();
    await nothingWaits();
    expect(at(device)).toEqual([]);
  });
});

describe("N-01 which devices are told", () => {
  it("each that its owner chose, until it is switched off", async () => {
    const one = await subscribed("daan");
    const two = await subscribed("daan");
    const silent = await world.signedIn("daan");
    expect([await isOn(one.browser), await isOn(two.browser), await isOn(silent)]).toEqual([true, true, false]);
    await tell("daan");
    await pushed(one.device);
    await pushed(two.device);
    expect((await one.browser.delete("/api/v1/push/subscription")).status).toBe(204);
    expect(await isOn(one.browser)).toBe(false);
    await tell("daan");
    await pushed(two.device, 2);
    await nothingWaits();
    expect(at(one.device)).toHaveLength(1);
  });

  it("none after its session ended, in whatever way, not even with what was waiting", async () => {
    const ends: [string, (browser: Browser) => Promise<unknown>][] = [
      ["signing out", (browser) => browser.post("/api/v1/sign-out")],
      ["signing out elsewhere", async () => (await world.signedIn("lucas")).delete("/api/v1/sessions")],
      [
        "its time being over",
        async () => {
          await world.sql(
            "UPDATE session SET expires_at = now() - interval '1 second' WHERE id IN (SELECT session_id FROM push_subscription WHERE account_id = $1)",
            [demoPeople.lucas.accountId],
          );
        },
      ],
    ];
    for (const [how, end] of ends) {
      const { browser, device } = await subscribed("lucas");
      service.answer(503, device.endpoint);
      await tell("lucas");
      await until(
        "an attempt failed",
        async () => (await world.sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0],
      );
      await end(browser);
      service.answer(201, device.endpoint);
      await tryAgain();
      await tell("lucas");
      await nothingWaits();
      expect(at(device), how).toEqual([]);
      await sweepSessions(world.deps.database);
      expect(await isKept(device), how).toBe(false);
    }
  });

  it("none of an account that the session does not act as; going back brings it back", async () => {
    const clientSide = randomUUID();
    await world.sql(
      "INSERT INTO account (id, sign_in_id, kind, name) SELECT $1, sign_in_id, 'client', 'R.' FROM account WHERE id = $2",
      [clientSide, demoPeople.ruben.accountId],
    );
    const { browser, device } = await subscribed("ruben");
    await browser.put("/api/v1/me", { accountId: clientSide });
    expect(await isOn(browser)).toBe(false);
    await tell("ruben");
    await nothingWaits();
    expect(at(device)).toEqual([]);
    await browser.put("/api/v1/me", { accountId: demoPeople.ruben.accountId });
    expect(await isOn(browser)).toBe(true);
    await tell("ruben");
    await pushed(device);
  });

  it("P-03 keeps no account that was to be forgotten: the subscription goes with it, whatever its session acts as by then", async () => {
    const { email, accountId } = demoPeople.daan;
    const { linkId } = await inviteAsClient(await world.signedIn("emma"), email);
    const token = await tokenTo(world, email, "invitation");
    expect((await world.browser().post(acceptInvitation.path, { token, password: DEMO_PASSWORD })).status).toBe(204);
    const daan = await world.signedIn("daan");
    const { accounts } = (await daan.get("/api/v1/me")).as(Me);
    const related = accounts.find(({ kind }) => kind === "related-person")?.id;
    await daan.put("/api/v1/me", { accountId: related });
    const device = service.subscribe();
    expect((await subscribe(daan, device)).status).toBe(204);
    expect((await daan.post(`/api/v1/links/${linkId}/refusal`)).status).toBe(204);
    await daan.put("/api/v1/me", { accountId });
    await world.sql("UPDATE related_person_link SET ended_at = ended_at - interval '25 hours' WHERE id = $1", [linkId]);
    await sweepUnusedAccounts(world.deps);
    expect(await world.sql("SELECT FROM account WHERE id = $1", [related])).toEqual([]);
    expect(await isKept(device)).toBe(false);
    expect((await daan.get("/api/v1/me")).as(Me).account).toMatchObject({ id: accountId });
  });

  it("a device that another account subscribes is theirs, never both's", async () => {
    const { browser: first, device } = await subscribed("youssef");
    const { browser: second } = await subscribed("pieter", device);
    expect([await isOn(first), await isOn(second)]).toEqual([false, true]);
    await tell("youssef");
    const id = await tell("pieter");
    await pushed(device);
    await nothingWaits();
    expect(at(device).map(({ text }) => JSON.parse(text).id)).toEqual([id]);
  });

  it("subscribing twice at once is one subscription", async () => {
    const browser = await world.signedIn("emma");
    const device = service.subscribe();
    const answers = await Promise.all([1, 2, 3, 4].map(() => subscribe(browser, device)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await isKept(device)).toBe(true);
  });

  it("the last ten of an account: one more takes the place of the first", async () => {
    await world.sql("DELETE FROM push_subscription");
    const devices = [];
    for (let number = 0; number <= MOST_PUSH_DEVICES; number += 1) devices.push(await subscribed("sanne"));
    const on = await Promise.all(devices.map(({ browser }) => isOn(browser)));
    expect(on).toEqual([false, ...Array.from({ length: MOST_PUSH_DEVICES }, () => true)]);
  });
});

describe("N-03 what its owner chose", () => {
  const dueMinutes = async () => {
    const jobs = await world.sql("SELECT start_after FROM pgboss.job WHERE name = 'push' AND state = 'created'");
    return jobs.map((job) => (Number(job.start_after) / 60_000) % 1440);
  };
  const bringForward = () =>
    world.sql("UPDATE pgboss.job SET start_after = now() WHERE name = 'push' AND state = 'created'");

  it("holds for pushes, too: none of what they never want, and in quiet hours none before their end", async () => {
    const { browser, device } = await subscribed("lucas");
    await choose(browser, ["tool-assigned"], "never", "push");
    await tell("lucas", "/tools/never");
    expect(await waiting()).toBe(0);

    await choose(browser, ["tool-assigned"], "at-once", "push");
    const minute = Math.floor(Date.now() / 60_000) % 1440;
    const quiet = { from: (minute + 1435) % 1440, until: (minute + 60) % 1440 };
    expect((await browser.put(PREFERENCES, { quiet, timeZone: "UTC" })).status).toBe(200);
    const id = await tell("lucas", "/tools/later");
    expect(await dueMinutes()).toEqual([quiet.until]);

    // Due by the queue's clock while it is quiet still: it waits again.
    await bringForward();
    await until("it waits again", async () => (await dueMinutes()).at(-1) === quiet.until);
    expect(at(device)).toEqual([]);

    expect((await browser.put(PREFERENCES, { quiet: null })).status).toBe(200);
    await bringForward();
    expect(PushMessage.parse(JSON.parse((await pushed(device)).text)).id).toBe(id);
    expect(at(device)).toHaveLength(1);
  });

  it("holds for a push that waits, too, when they change their mind", async () => {
    await world.sql("DELETE FROM push_subscription");
    const { browser, device } = await subscribed("lucas");
    const minute = Math.floor(Date.now() / 60_000) % 1440;
    await browser.put(PREFERENCES, {
      quiet: { from: (minute + 1435) % 1440, until: (minute + 60) % 1440 },
      timeZone: "UTC",
    });
    await tell("lucas", "/tools/one");
    expect(await waiting()).toBe(1);
    await choose(browser, ["tool-assigned"], "never", "push");
    await browser.put(PREFERENCES, { quiet: null });
    await bringForward();
    await nothingWaits();
    expect(at(device)).toEqual([]);
    await choose(browser, ["tool-assigned"], "at-once", "push");
  });

  it("lets a push live from when it was due, not from when it was written", async () => {
    const { device } = await subscribed("ruben");
    service.answer(503, device.endpoint);
    const id = await tell("ruben", "/tools/late");
    await until("an attempt failed", async () => (await world.sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0]);
    await world.sql("UPDATE notification SET at = at - interval '2 days' WHERE id = $1", [id]);
    await world.sql(
      "UPDATE pgboss.job SET data = data || jsonb_build_object('dueAt', $1::float8) WHERE name = 'push' AND state = 'retry'",
      [Date.now()],
    );
    service.answer(201, device.endpoint);
    await tryAgain();
    expect(Number((await pushed(device)).headers.ttl)).toBeGreaterThan(86_000);
  });
});

describe("a push service", () => {
  it("that can't take it now gets it later, once; a device that hangs holds up no other", async () => {
    const [slow, busy, fine] = [await subscribed("emma"), await subscribed("emma"), await subscribed("emma")];
    service.answer("hang", slow.device.endpoint);
    service.answer(429, busy.device.endpoint);
    await tell("emma");
    await pushed(fine.device);
    await until("an attempt failed", async () => (await world.sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0]);
    service.answer(201, slow.device.endpoint);
    service.answer(201, busy.device.endpoint);
    await until("both get it", async () => {
      await tryAgain();
      return at(slow.device).length === 1 && at(busy.device).length === 1;
    });
    await nothingWaits();
    expect([slow, busy, fine].map(({ device }) => at(device).length)).toEqual([1, 1, 1]);
  });

  it.each([404, 410])("that answers %s has the device forgotten", async (status) => {
    const { browser, device } = await subscribed("fatima");
    service.answer(status, device.endpoint);
    await tell("fatima");
    await until("it is forgotten", async () => !(await isKept(device)));
    expect(await isOn(browser)).toBe(false);
  });

  it.each([302, 400, 403])("that answers %s is not asked again, nor followed", async (status) => {
    const { device } = await subscribed("noor");
    service.answer(status, device.endpoint);
    const before = service.attempts();
    await tell("noor");
    await until("it was asked", () => service.attempts() > before);
    await nothingWaits();
    expect(service.attempts()).toBe(before + 1);
    expect(await isKept(device)).toBe(true);
    expect(at(device)).toEqual([]);
    await world.sql("DELETE FROM push_subscription WHERE endpoint = $1", [device.endpoint]);
  });

  it("that turns out to be in a network of ours is never connected to, and forgotten", async () => {
    const { device } = await subscribed("daan");
    const inside = `https://localhost:${new URL(service.origin).port}/device`;
    await world.sql("UPDATE push_subscription SET endpoint = $2 WHERE endpoint = $1", [device.endpoint, inside]);
    const before = service.attempts();
    await tell("daan");
    await until("it is forgotten", async () => !(await isKept({ ...device, endpoint: inside })));
    expect(service.attempts()).toBe(before);
  });

  it("is refused where its address is not one of a public push service, or its keys are none", async () => {
    const browser = await world.signedIn("emma");
    const { keys } = service.subscribe();
    for (const endpoint of [
      "http://push.example.com/1",
      "https://127.0.0.1/1",
      "https://10.0.0.8/1",
      "https://[::1]/1",
      "https://postgres/1",
      "https://nats.internal/1",
      "https://push.example.com:6379/1",
      service.origin.replace("127.0.0.1", "localhost"),
    ])
      expect(await subscribe(browser, { endpoint, keys }), endpoint).toMatchObject({
        status: 422,
        code: "push-not-possible",
      });
    const endpoint = "https://push.example.com/1";
    for (const wrong of [
      { endpoint: "javascript:1", keys },
      { endpoint: `https://push.example.com/${"a".repeat(1000)}`, keys },
      { endpoint, keys: { ...keys, auth: "short" } },
      { endpoint, keys: { ...keys, p256dh: `B${"A".repeat(86)}` } },
      { endpoint },
    ])
      expect(await browser.put("/api/v1/push/subscription", wrong)).toMatchObject({
        status: 400,
        code: "invalid-input",
      });
    expect(await isOn(browser)).toBe(false);
  });
});

describe("the platform's key", () => {
  it("is another one: who subscribed with the old one is off, and gets nothing that could not be read", async () => {
    const { browser, device } = await subscribed("youssef");
    await world.sql("UPDATE push_subscription SET server_key = 'old' WHERE endpoint = $1", [device.endpoint]);
    expect(await isOn(browser)).toBe(false);
    await tell("youssef");
    await nothingWaits();
    expect(at(device)).toEqual([]);
    expect((await subscribe(browser, device)).status).toBe(204);
    expect(await isOn(browser)).toBe(true);
  });

  it("is missing: nothing is offered, and nothing taken", async () => {
    const quiet = await startWorld({ push: null });
    const browser = await quiet.signedIn("emma");
    expect((await browser.get("/api/v1/push")).as(readPush.response)).toEqual({ key: null, on: false });
    expect(await subscribe(browser, service.subscribe())).toMatchObject({ status: 422, code: "push-not-possible" });
  });
});
