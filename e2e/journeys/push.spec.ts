import { DEMO_PASSWORD, demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { expect, stage, test } from "../support/journey.ts";
import { givePushService, hasWorker, switchOn, timesAsked, watchWorker } from "../support/push.ts";

const text = "Er staat iets nieuws voor je klaar.";
const weather = "https://www.buienradar.nl/";

/** Daan assigns Lucas something that he has not got yet. */
async function assign(catalogueKey: string): Promise<void> {
  const path = `/api/v1/clients/${demoPeople.lucas.accountId}/tools`;
  expect(await stage.ask("daan", "POST", path, { catalogueKey, guided: false })).toBe(201);
}

const nextPush = async (endpoint: string, already = 0): Promise<string> => {
  await expect.poll(async () => (await stage.pushesTo(endpoint)).length).toBeGreaterThan(already);
  return (await stage.pushesTo(endpoint))[already] ?? "";
};

const bell = (page: Page) => page.getByRole("link", { name: /^Meldingen/ });

test.describe("N-02 push", () => {
  test("is asked for where one reads what will show, and nowhere else; and switched off there", async ({ enter }) => {
    const page = await enter("lucas", { own: true });
    await givePushService(page.context());
    for (const path of ["/", "/conversations", "/profile", "/inbox"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await timesAsked(page)).toBe(0);
      expect(await hasWorker(page)).toBe(false);
    }
    const part = page.getByRole("region", { name: "Meldingen op dit apparaat" });
    await expect(part).toContainText(`Kring${text}`);
    await expect(part).toContainText("Wie meekijkt op dit apparaat, kan het zien.");
    await switchOn(page);
    expect(await timesAsked(page)).toBe(1);
    await page.reload();
    await expect(part).toContainText("Meldingen staan aan op dit apparaat.");
    await part.getByRole("button", { name: "Zet uit op dit apparaat" }).click();
    await expect(part.getByRole("button", { name: "Zet aan op dit apparaat" })).toBeVisible();
    await page.reload();
    await expect(part.getByRole("button", { name: "Zet aan op dit apparaat" })).toBeVisible();
  });

  test("says nothing but that there is something; choosing it leads there, also after signing in again", async ({
    enter,
  }) => {
    const page = await enter("lucas", { own: true });
    const { endpoint } = await givePushService(page.context());
    await switchOn(page);
    const worker = await watchWorker(page);
    await page.goto("about:blank");
    await assign("ontspannen-ademen");
    const push = await nextPush(endpoint);
    await worker.deliver(push);
    const { id } = JSON.parse(push);
    await expect.poll(worker.shown).toEqual([{ title: "Kring", body: text, tag: "kring", data: id, silent: false }]);

    await page.goto("/conversations");
    await expect(bell(page)).toContainText("1");
    await worker.choose();
    await expect(page).toHaveURL(/\/tools\/[0-9a-f-]+$/);
    await expect(bell(page)).not.toContainText("1");
    const place = new URL(page.url()).pathname;

    await page.context().clearCookies();
    await page.goto(`/inbox/${id}`);
    await page.getByLabel("E-mailadres").fill(demoPeople.lucas.email);
    await page.getByLabel("Wachtwoord", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Aanmelden" }).click();
    await expect(page).toHaveURL(place);

    const stranger = await enter("fatima", { path: `/inbox/${id}` });
    await expect(stranger).toHaveURL("/");
  });

  test("of several at once is one, which leads to all that waits; none while one looks", async ({ enter }) => {
    const page = await enter("lucas", { own: true });
    await givePushService(page.context());
    await switchOn(page);
    const worker = await watchWorker(page);
    await page.goto("about:blank");
    const said = (n: number) => JSON.stringify({ v: 1, id: `00000000-0000-4000-8000-00000000000${n}` });
    await worker.deliver(said(1));
    await expect.poll(worker.standing).toMatchObject([{ body: text, data: JSON.parse(said(1)).id }]);
    await worker.deliver(said(2));
    await expect.poll(worker.standing).toEqual([{ body: text, data: null }]);
    await page.goto("/profile");
    await worker.choose();
    await expect(page).toHaveURL("/");

    await page.getByRole("heading", { level: 1 }).click();
    await worker.deliver("not what a push says");
    await expect.poll(async () => (await worker.shown()).at(-1)).toMatchObject({ silent: true, data: null });
    await expect.poll(worker.standing).toEqual([]);
  });

  test("goes on when the browser has another address for the device; not for whoever signed out", async ({ enter }) => {
    const page = await enter("daan", { own: true });
    const before = await givePushService(page.context());
    await switchOn(page);
    const worker = await watchWorker(page);
    await page.goto("about:blank");
    const renewed = await stage.pushDevice();
    expect(await worker.renew(renewed)).toBe(true);
    const roles = `/api/v1/professionals/${demoPeople.daan.accountId}/roles`;
    for (const more of [["secretary"], []])
      expect(await stage.ask("ruben", "PUT", roles, { roles: ["therapist", ...more], confirmed: true })).toBe(200);
    await nextPush(renewed.endpoint);
    expect(await stage.pushesTo(before.endpoint)).toEqual([]);

    await page.context().clearCookies();
    expect(await worker.renew(await stage.pushDevice())).toBe(false);
  });

  test("ends with signing out and with leaving at once, on the server and in the browser", async ({
    enter,
    faults,
  }) => {
    const out: [string, (page: Page) => Promise<void>][] = [
      [
        "signing out",
        async (page) => {
          await page.goto("/profile");
          await page.getByRole("button", { name: "Afmelden" }).click();
          await expect(page).toHaveURL(/\/sign-in/);
        },
      ],
      [
        "leaving at once",
        async (page) => {
          await page.getByRole("button", { name: "Snel weg" }).click();
          await expect(page).toHaveURL(weather);
        },
      ],
    ];
    const left: string[] = [];
    for (const [how, leave] of out) {
      const page = await enter("lucas", { own: true });
      const { endpoint } = await givePushService(page.context());
      await page
        .context()
        .route(`${weather}**`, (route) => route.fulfill({ contentType: "text/html", body: "<title>Weer</title>" }));
      const other = await page.context().newPage();
      await switchOn(page);
      const worker = await watchWorker(other);
      await worker.deliver("{}");
      await leave(page);
      await other.goto("/robots.txt");
      await expect.poll(() => hasWorker(other), how).toBe(false);
      left.push(endpoint);
    }
    await assign("slaapdagboek");
    await stage.settle();
    for (const endpoint of left) expect(await stage.pushesTo(endpoint)).toEqual([]);
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.startsWith(`left the origin: ${weather}`)));
  });

  test("that the browser can't have changes nothing, and says why", async ({ enter, faults }) => {
    const page = await enter("sanne", { own: true });
    await givePushService(page.context(), "denied");
    await page.goto("/inbox");
    const part = page.getByRole("region", { name: "Meldingen op dit apparaat" });
    await part.getByRole("button", { name: "Zet aan op dit apparaat" }).click();
    await expect(part).toContainText("Je browser houdt meldingen van dit adres tegen.");
    await expect(part.getByRole("button")).toHaveCount(0);
    expect(await hasWorker(page)).toBe(false);

    const alone = await enter("sanne", { own: true });
    await alone.context().grantPermissions(["notifications"]);
    await alone.addInitScript(() => Object.defineProperty(Notification, "permission", { get: () => "granted" }));
    await alone.goto("/inbox");
    await alone.getByRole("button", { name: "Zet aan op dit apparaat" }).click();
    await expect(alone.getByRole("alert")).toContainText("Je browser kon geen meldingen aanvragen.");
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes("does not support the Push API")));
  });
});
