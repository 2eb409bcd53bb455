import { readPush } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { isOn, startPushScene, subscribe } from "./push-scenes.ts";
import { until } from "./until.ts";
import { startWorld } from "./world.ts";

const { scene, subscribed, tell, at, pushed, nothingWaits, isKept, anAttemptFailed, tryAgain } = startPushScene();

describe("a push service", () => {
  it("that can't take it now gets it later, once; a device that hangs holds up no other", async () => {
    const [slow, busy, fine] = [await subscribed("emma"), await subscribed("emma"), await subscribed("emma")];
    scene.service.answer("hang", slow.device.endpoint);
    scene.service.answer(429, busy.device.endpoint);
    await tell("emma");
    await pushed(fine.device);
    await anAttemptFailed();
    scene.service.answer(201, slow.device.endpoint);
    scene.service.answer(201, busy.device.endpoint);
    await until("both get it", async () => {
      await tryAgain();
      return at(slow.device).length === 1 && at(busy.device).length === 1;
    });
    await nothingWaits();
    expect([slow, busy, fine].map(({ device }) => at(device).length)).toEqual([1, 1, 1]);
  });

  it.each([404, 410])("that answers %s has the device forgotten", async (status) => {
    const { browser, device } = await subscribed("fatima");
    scene.service.answer(status, device.endpoint);
    await tell("fatima");
    await until("it is forgotten", async () => !(await isKept(device)));
    expect(await isOn(browser)).toBe(false);
  });

  it.each([302, 400, 403])("that answers %s is not asked again, nor followed", async (status) => {
    const { device } = await subscribed("noor");
    scene.service.answer(status, device.endpoint);
    const before = scene.service.attempts();
    await tell("noor");
    await until("it was asked", () => scene.service.attempts() > before);
    await nothingWaits();
    expect(scene.service.attempts()).toBe(before + 1);
    expect(await isKept(device)).toBe(true);
    expect(at(device)).toEqual([]);
    await scene.world.sql("DELETE FROM push_subscription WHERE endpoint = $1", [device.endpoint]);
  });

  it("that turns out to be in a network of ours is never connected to, and forgotten", async () => {
    const { device } = await subscribed("daan");
    const inside = `https://localhost:${new URL(scene.service.origin).port}/device`;
    await scene.world.sql("UPDATE push_subscription SET endpoint = $2 WHERE endpoint = $1", [device.endpoint, inside]);
    const before = scene.service.attempts();
    await tell("daan");
    await until("it is forgotten", async () => !(await isKept({ ...device, endpoint: inside })));
    expect(scene.service.attempts()).toBe(before);
  });

  it("is named in one spelling, so that no token for one service goes to another", async () => {
    const { keys } = scene.service.subscribe();
    const browser = await scene.world.signedIn("emma");
    expect((await subscribe(browser, { endpoint: "https://push.example.com%2eother.example/1", keys })).status).toBe(
      204,
    );
    const rows = await scene.world.sql("SELECT endpoint FROM push_subscription WHERE p256dh = $1", [keys.p256dh]);
    expect(rows).toEqual([{ endpoint: "https://push.example.com.other.example/1" }]);

    const { device } = await subscribed("sanne");
    const { host } = new URL(scene.service.origin);
    const spelled = device.endpoint.replace(host, host.replace(".0.0.1", "%2e0.0.1"));
    await scene.world.sql("UPDATE push_subscription SET endpoint = $2 WHERE endpoint = $1", [device.endpoint, spelled]);
    await tell("sanne");
    const push = await pushed(device);
    expect(push.claims.aud).toBe(scene.service.origin);
    await scene.world.sql("DELETE FROM push_subscription WHERE endpoint = $1", [spelled]);
  });

  it("is refused where its address is not one of a public push service, or its keys are none", async () => {
    const browser = await scene.world.signedIn("emma");
    const { keys } = scene.service.subscribe();
    for (const endpoint of [
      "http://push.example.com/1",
      "https://127.0.0.1/1",
      "https://10.0.0.8/1",
      "https://[::1]/1",
      "https://postgres/1",
      "https://nats.internal/1",
      "https://push.example.com:6379/1",
      scene.service.origin.replace("127.0.0.1", "localhost"),
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
    await scene.world.sql("UPDATE push_subscription SET server_key = 'old' WHERE endpoint = $1", [device.endpoint]);
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
    expect(await subscribe(browser, scene.service.subscribe())).toMatchObject({
      status: 422,
      code: "push-not-possible",
    });
  });
});
