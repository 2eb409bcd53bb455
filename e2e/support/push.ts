import type { BrowserContext, Page, Worker } from "@playwright/test";
import { expect, origin, stage } from "./journey.ts";

type Device = Awaited<ReturnType<typeof stage.pushDevice>>;
type Permission = "default" | "granted" | "denied";

/** What the worker showed, and whether it took its subscription back. */
interface Shown {
  title: string;
  body: string;
  tag: string;
  data: unknown;
  silent: boolean;
}

/**
 * Gives a browser a push service, which this Chromium can't reach, and somebody who answers when it asks for permission: what the
 * page sees of both, through reloads and in every tab. Everything else is the browser's own.
 */
export async function givePushService(context: BrowserContext, answer: Permission = "granted"): Promise<Device> {
  const device = await stage.pushDevice();
  await context.grantPermissions(answer === "denied" ? [] : ["notifications"], { origin });
  await context.addInitScript(
    ({ device, answer }) => {
      if (!("serviceWorker" in navigator)) return;
      const get = (name: string) => localStorage.getItem(`test.${name}`);
      const set = (name: string, value: string) => localStorage.setItem(`test.${name}`, value);
      const subscription = {
        toJSON: () => device,
        unsubscribe: async () => {
          set("subscribed", "no");
          return true;
        },
      } as unknown as PushSubscription;
      Object.defineProperty(Notification, "permission", { get: () => get("permission") ?? "default" });
      Notification.requestPermission = async () => {
        set("asked", String(Number(get("asked") ?? 0) + 1));
        set("permission", answer);
        return answer;
      };
      PushManager.prototype.subscribe = async () => {
        set("subscribed", "yes");
        return subscription;
      };
      PushManager.prototype.getSubscription = async () => (get("subscribed") === "yes" ? subscription : null);
    },
    { device, answer },
  );
  return device;
}

/** How often this browser asked its owner for permission. */
export const timesAsked = (page: Page): Promise<number> =>
  page.evaluate(() => Number(localStorage.getItem("test.asked") ?? 0));

/** The worker that shows pushes, and what it does from now on. */
export async function watchWorker(page: Page) {
  const context = page.context();
  const worker: Worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  await worker.evaluate(() => {
    const scope = self as unknown as { registration: ServiceWorkerRegistration; shown: Shown[]; standing: Shown[] };
    const { registration } = scope;
    const show = registration.showNotification.bind(registration);
    // A Chromium without windows has no notifications: what would stand there is kept instead.
    const hasNone = Notification.permission !== "granted";
    scope.shown = [];
    scope.standing = [];
    registration.showNotification = async (title, { body = "", tag = "", data, silent } = {}) => {
      const close = () => {
        scope.standing = scope.standing.filter((one) => one !== shown);
      };
      const shown = { title, body, tag, data, silent: silent === true, close };
      scope.shown.push(shown);
      scope.standing = [...scope.standing.filter((one) => one.tag !== tag), shown];
      if (!hasNone) await show(title, { body, tag, data, silent: silent ?? null });
    };
    if (hasNone) registration.getNotifications = async () => scope.standing as unknown as Notification[];
  });
  const cdp = await context.newCDPSession(page);
  const registrations = new Promise<{ registrationId: string }>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [one] }) => one && resolve(one));
  });
  await cdp.send("ServiceWorker.enable");
  const { registrationId } = await registrations;
  return {
    /** The browser gets this push from its push service. */
    deliver: (data: string) => cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data }),
    shown: () =>
      worker.evaluate(() =>
        (self as unknown as { shown: Shown[] }).shown.map(({ title, body, tag, data, silent }) => ({
          ...{ title, body, tag, data, silent },
        })),
      ),
    /** What stands on the screen. */
    standing: () =>
      worker.evaluate(async () => {
        const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
        return (await registration.getNotifications()).map(({ body, data }) => ({ body, data: data as unknown }));
      }),
    /** The browser takes this device's address back; where it is asked for another, it gives this one. Says whether it was asked. */
    renew: (device: Device) =>
      worker.evaluate(async (device) => {
        const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
        let isAsked = false;
        registration.pushManager.subscribe = async () => {
          isAsked = true;
          return { toJSON: () => device } as unknown as PushSubscription;
        };
        await new Promise<unknown>((resolve, reject) => {
          const waitUntil = (work: Promise<unknown>) => void work.then(resolve, reject);
          self.dispatchEvent(Object.assign(new Event("pushsubscriptionchange"), { waitUntil }));
        });
        return isAsked;
      }, device),
    /** Somebody chooses the notification that stands there; only a real click may bring a window to the front. */
    choose: () =>
      worker.evaluate(async () => {
        const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
        const [notification] = await registration.getNotifications();
        const waitUntil = (work: Promise<unknown>) => void work.catch(() => undefined);
        self.dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil }));
      }),
  };
}

/** Switches it on, on the page of notices. */
export async function switchOn(page: Page): Promise<void> {
  await page.goto("/inbox");
  await page.getByRole("button", { name: "Zet aan op dit apparaat" }).click();
  await expect(page.getByRole("button", { name: "Zet uit op dit apparaat" })).toBeVisible();
}

/** Whether the browser still has a worker of this platform. */
export const hasWorker = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length > 0);
