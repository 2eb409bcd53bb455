import { randomUUID } from "node:crypto";
import { PUSH_BYTES, PushMessage, readNotification, readPush } from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { findCanaries } from "@kring/testing/canary";
import { describe, expect, it } from "vitest";
import { notify } from "../src/notification/index.ts";
import { choose, PREFERENCES } from "./notification-scenes.ts";
import { startPushScene } from "./push-scenes.ts";
import { until } from "./until.ts";

const { scene, subscribed, tell, at, pushed, waiting, nothingWaits, anAttemptFailed, tryAgain } = startPushScene();

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
    expect(scene.service.faults()).toEqual([]);
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
    const what = [...people, "geheim-gesprek", "conversations", "tool", "assigned", scene.world.config.organisation];
    const exits = [
      { name: "raw", bytes: raw },
      { name: "read", bytes: text },
    ];
    expect(findCanaries(what, exits)).toEqual([]);
    expect(findCanaries(['"v":1'], exits), "the scanner sees what is there").toHaveLength(1);
    const jobs = await scene.world.sql("SELECT data::text, output::text FROM pgboss.job WHERE name = 'push'");
    const out = `${JSON.stringify(jobs)}${scene.world.logs()}${await scene.world.deps.metrics.registry.metrics()}`;
    for (const secret of [device.endpoint.split("/").at(-1) ?? "", device.keys.auth, device.keys.p256dh])
      expect(out.includes(secret), secret).toBe(false);
  });

  it("leads to the notification for its owner only", async () => {
    const emma = await scene.world.signedIn("emma");
    const id = await tell("emma", "/tools/one");
    const found = (await emma.get(`/api/v1/inbox/${id}`)).as(readNotification.response);
    expect(found).toMatchObject({ id, kind: "tool-assigned", link: "/tools/one", read: false });
    const stranger = await scene.world.signedIn("sanne");
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
      scene.world.deps.database.change(async (change) => {
        await notify(scene.world.deps, change, "link-ended", demoPeople.noor.accountId, "/circle", { mail: false });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await waiting()).toBe(0);

    scene.service.answer(503, device.endpoint);
    await tell("noor");
    await anAttemptFailed();
    await browser.post("/api/v1/inbox/read", { ids: "all" });
    scene.service.answer(201, device.endpoint);
    await tryAgain();
    await nothingWaits();
    expect(at(device)).toEqual([]);
  });
});

describe("N-03 what its owner chose", () => {
  const dueMinutes = async () => {
    const jobs = await scene.world.sql("SELECT start_after FROM pgboss.job WHERE name = 'push' AND state = 'created'");
    return jobs.map((job) => (Number(job.start_after) / 60_000) % 1440);
  };
  const bringForward = () =>
    scene.world.sql("UPDATE pgboss.job SET start_after = now() WHERE name = 'push' AND state = 'created'");

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
    await scene.world.sql("DELETE FROM push_subscription");
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
    scene.service.answer(503, device.endpoint);
    const id = await tell("ruben", "/tools/late");
    await anAttemptFailed();
    await scene.world.sql("UPDATE notification SET at = at - interval '2 days' WHERE id = $1", [id]);
    await scene.world.sql(
      "UPDATE pgboss.job SET data = data || jsonb_build_object('dueAt', $1::float8) WHERE name = 'push' AND state = 'retry'",
      [Date.now()],
    );
    scene.service.answer(201, device.endpoint);
    await tryAgain();
    expect(Number((await pushed(device)).headers.ttl)).toBeGreaterThan(86_000);
  });
});
