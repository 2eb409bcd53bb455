import type { NotifiedPage, PushSubscriptionInput } from "@kring/domain/contract";
import { readPush } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { settings } from "@kring/service-kit";
import { type PushCatcher, startPushCatcher } from "@kring/testing/push-catcher";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { notify } from "../src/notification/index.ts";
import type { Browser } from "./browser.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

interface Scene {
  world: World;
  service: PushCatcher;
}

export const subscribe = (browser: Browser, device: PushSubscriptionInput) =>
  browser.put("/api/v1/push/subscription", device);

export const isOn = async (browser: Browser) => (await browser.get("/api/v1/push")).as(readPush.response).on;

/** A world for the tests of one file, whose browsers have a push service of their own. */
export function startPushScene() {
  const scene = {} as Scene;
  beforeAll(async () => {
    scene.service = await startPushCatcher();
    const keys = settings.vapidKey.parse(inject("servers").secrets.pushPrivateKey);
    scene.world = await startWorld({ push: { keys, loopbackOrigin: scene.service.origin } });
  });
  afterAll(() => scene.service.stop());

  const sql = (text: string, values?: unknown[]) => scene.world.sql(text, values);
  const at = ({ endpoint }: PushSubscriptionInput) =>
    scene.service.pushes().filter((push) => push.endpoint === endpoint);
  const waiting = async () =>
    (await sql("SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'push' AND state < 'completed'"))[0]?.n;
  return {
    scene,
    /** Somebody signs in in a browser of their own and lets it be told. */
    subscribed: async (person: DemoName, device = scene.service.subscribe()) => {
      const browser = await scene.world.signedIn(person);
      expect((await subscribe(browser, device)).status).toBe(204);
      return { browser, device };
    },
    /** Gives the id of the notification. */
    tell: async (person: DemoName, link: NotifiedPage = "/tasks"): Promise<string> => {
      const { deps } = scene.world;
      const { accountId } = demoPeople[person];
      await deps.database.change((change) => notify(deps, change, "tool-assigned", accountId, link, { mail: false }));
      const [latest] = await sql("SELECT id FROM notification WHERE account_id = $1 ORDER BY at DESC LIMIT 1", [
        accountId,
      ]);
      return String(latest?.id);
    },
    /** What came to a device so far. */
    at,
    pushed: (device: PushSubscriptionInput, times = 1) => until(`push ${times}`, () => at(device)[times - 1]),
    waiting,
    nothingWaits: () => until("no push waits", async () => (await waiting()) === 0),
    isKept: async ({ endpoint }: PushSubscriptionInput) =>
      (await sql("SELECT FROM push_subscription WHERE endpoint = $1", [endpoint])).length === 1,
    anAttemptFailed: () =>
      until("an attempt failed", async () => (await sql("SELECT FROM pgboss.job WHERE state = 'retry'"))[0]),
    /** The pause before the next attempt is not what is tested. */
    tryAgain: () => sql("UPDATE pgboss.job SET start_after = now() WHERE name = 'push' AND state = 'retry'"),
  };
}
