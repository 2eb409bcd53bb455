import { randomUUID } from "node:crypto";
import { MOST_PUSH_DEVICES } from "@kring/domain";
import { acceptInvitation, Me } from "@kring/domain/contract";
import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { describe, expect, it } from "vitest";
import { sweepUnusedAccounts } from "../src/link/sweep-invitations.ts";
import { sweepSessions } from "../src/session/index.ts";
import type { Browser } from "./browser.ts";
import { tokenTo } from "./mailed.ts";
import { isOn, startPushScene, subscribe } from "./push-scenes.ts";
import { inviteAsClient } from "./related-person-scenes.ts";

const { scene, subscribed, tell, at, pushed, nothingWaits, isKept, anAttemptFailed, tryAgain } = startPushScene();

describe("N-01 which devices are told", () => {
  it("each that its owner chose, until it is switched off", async () => {
    const one = await subscribed("daan");
    const two = await subscribed("daan");
    const silent = await scene.world.signedIn("daan");
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
      ["signing out elsewhere", async () => (await scene.world.signedIn("lucas")).delete("/api/v1/sessions")],
      [
        "its time being over",
        async () => {
          await scene.world.sql(
            "UPDATE session SET expires_at = now() - interval '1 second' WHERE id IN (SELECT session_id FROM push_subscription WHERE account_id = $1)",
            [demoPeople.lucas.accountId],
          );
        },
      ],
    ];
    for (const [how, end] of ends) {
      const { browser, device } = await subscribed("lucas");
      scene.service.answer(503, device.endpoint);
      await tell("lucas");
      await anAttemptFailed();
      await end(browser);
      scene.service.answer(201, device.endpoint);
      await tryAgain();
      await tell("lucas");
      await nothingWaits();
      expect(at(device), how).toEqual([]);
      await sweepSessions(scene.world.deps.database);
      expect(await isKept(device), how).toBe(false);
    }
  });

  it("none of an account that the session does not act as; going back brings it back", async () => {
    const clientSide = randomUUID();
    await scene.world.sql(
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
    const { linkId } = await inviteAsClient(await scene.world.signedIn("emma"), email);
    const token = await tokenTo(scene.world, email, "invitation");
    expect((await scene.world.browser().post(acceptInvitation.path, { token, password: DEMO_PASSWORD })).status).toBe(
      204,
    );
    const daan = await scene.world.signedIn("daan");
    const { accounts } = (await daan.get("/api/v1/me")).as(Me);
    const related = accounts.find(({ kind }) => kind === "related-person")?.id;
    await daan.put("/api/v1/me", { accountId: related });
    const device = scene.service.subscribe();
    expect((await subscribe(daan, device)).status).toBe(204);
    expect((await daan.post(`/api/v1/links/${linkId}/refusal`)).status).toBe(204);
    await daan.put("/api/v1/me", { accountId });
    await scene.world.sql("UPDATE related_person_link SET ended_at = ended_at - interval '25 hours' WHERE id = $1", [
      linkId,
    ]);
    await sweepUnusedAccounts(scene.world.deps);
    expect(await scene.world.sql("SELECT FROM account WHERE id = $1", [related])).toEqual([]);
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

  it("a device whose address its browser renewed is the same one: nothing goes to the old address, and what waited isn't lost", async () => {
    const { browser, device } = await subscribed("noor");
    scene.service.answer(503, device.endpoint);
    const id = await tell("noor");
    await anAttemptFailed();
    const renewed = scene.service.subscribe();
    expect((await subscribe(browser, renewed)).status).toBe(204);
    expect([await isKept(device), await isKept(renewed)]).toEqual([false, true]);
    scene.service.answer(201, device.endpoint);
    await tryAgain();
    await pushed(renewed);
    await nothingWaits();
    expect(at(renewed).map(({ text }) => JSON.parse(text).id)).toEqual([id]);
    expect(at(device)).toEqual([]);
  });

  it("subscribing twice at once is one subscription", async () => {
    const browser = await scene.world.signedIn("emma");
    const device = scene.service.subscribe();
    const answers = await Promise.all([1, 2, 3, 4].map(() => subscribe(browser, device)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await isKept(device)).toBe(true);
  });

  it("the last ten of an account: one more takes the place of the first", async () => {
    await scene.world.sql("DELETE FROM push_subscription");
    const devices = [];
    for (let number = 0; number <= MOST_PUSH_DEVICES; number += 1) devices.push(await subscribed("sanne"));
    const on = await Promise.all(devices.map(({ browser }) => isOn(browser)));
    expect(on).toEqual([false, ...Array.from({ length: MOST_PUSH_DEVICES }, () => true)]);
  });
});
