import { demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { expect, stage, test } from "../support/journey.ts";

/** Ruben gives Daan a role more, or takes it back: Daan is told when that changes something. */
async function giveDaan(more: boolean): Promise<void> {
  const roles = more ? ["therapist", "secretary"] : ["therapist"];
  const path = `/api/v1/professionals/${demoPeople.daan.accountId}/roles`;
  expect(await stage.ask("ruben", "PUT", path, { roles, confirmed: true })).toBe(200);
}

const told = "Je rollen op het platform zijn gewijzigd.";
const rows = (page: Page) => page.getByRole("list", { name: "Lijst van meldingen" }).getByRole("listitem");
const unreadRows = (page: Page) => rows(page).filter({ hasText: "nieuw" });
const bell = (page: Page) => page.getByRole("navigation").getByRole("link", { name: /^Meldingen/ });

/** Marks the latest notice as read, as another page of the same browser would. */
const readLatest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { notifications } = await (await fetch("/api/v1/inbox?limit=1")).json();
    const body = JSON.stringify({ ids: notifications.map(({ id }: { id: string }) => id) });
    await fetch("/api/v1/inbox/read", { method: "POST", body, headers: { "content-type": "application/json" } });
  });

/** The number in the title; 0 where there is none. */
const inTitle = async (page: Page): Promise<number> => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
/** What the mark of the tab says; nothing where it is the plain one. */
const onIcon = async (page: Page): Promise<string> => {
  const href = (await page.locator('link[rel="icon"]').getAttribute("href")) ?? "";
  return href.startsWith("data:") ? (/<text[^>]*>([^<]*)</.exec(decodeURIComponent(href))?.[1] ?? "?") : "";
};

/** Bell, title and mark of the tab agree on this many notices, beside what is unread elsewhere. */
async function expectCount(page: Page, notices: number, elsewhere: number): Promise<void> {
  await expect(bell(page)).toHaveAccessibleName(notices === 0 ? "Meldingen" : new RegExp(`${notices} nieuw`));
  const all = notices + elsewhere;
  await expect.poll(() => inTitle(page)).toBe(all);
  await expect.poll(() => onIcon(page)).toBe(all === 0 ? "" : all > 9 ? "9+" : String(all));
}

test("N-01 an inbox is the same on two devices, at once and after a time without any gateway", async ({ enter }) => {
  const desk = await enter("daan", { own: true, path: "/inbox" });
  const phone = await enter("daan", { own: true, path: "/" });
  await giveDaan(false);
  await giveDaan(true);
  await expect(unreadRows(desk)).not.toHaveCount(0);
  await stage.settle();
  await desk.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  await expect(unreadRows(desk)).toHaveCount(0);
  await expect(bell(desk)).toHaveAccessibleName("Meldingen");
  await expect(bell(phone)).toHaveAccessibleName("Meldingen");
  await expect(desk.getByRole("button", { name: "Markeer alles als gelezen" })).toHaveCount(0);
  const elsewhere = await inTitle(desk);
  for (const page of [desk, phone]) await expectCount(page, 0, elsewhere);

  await giveDaan(false);
  for (const page of [desk, phone]) await expectCount(page, 1, elsewhere);
  await giveDaan(true);
  for (const page of [desk, phone]) await expectCount(page, 2, elsewhere);
  await expect(desk).toHaveTitle(/^\(\d+\) Meldingen · Kring$/);
  await expect(unreadRows(desk)).toHaveCount(2);
  await expect(rows(desk).first()).toContainText(told);

  // Both are about the same place, where one then is.
  await unreadRows(desk).first().getByRole("link").click();
  await expect(desk).toHaveURL(/\/profile$/);
  for (const page of [desk, phone]) await expectCount(page, 0, elsewhere);
  await desk.goBack();
  await expect(rows(desk).first()).toBeVisible();
  await expect(unreadRows(desk)).toHaveCount(0);

  // Nobody is connected when it is told.
  const back = Promise.all(["realtime-1", "realtime-2"].map((gateway) => stage.kill(gateway)));
  await giveDaan(false);
  await giveDaan(true);
  await back;
  for (const page of [desk, phone]) await expectCount(page, 2, elsewhere);
  await expect(unreadRows(desk)).toHaveCount(2);

  await phone.goto("/inbox");
  await phone.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  for (const page of [desk, phone]) await expectCount(page, 0, elsewhere);
  await expect(unreadRows(desk)).toHaveCount(0);

  // One device alone is away: what it missed is made good when it is back.
  await phone.goto("/");
  await expectCount(phone, 0, elsewhere);
  await phone.context().setOffline(true);
  await Promise.all(["realtime-1", "realtime-2"].map((gateway) => stage.kill(gateway)));
  await giveDaan(false);
  await expectCount(desk, 1, elsewhere);
  expect(await inTitle(phone)).toBe(elsewhere);
  await phone.context().setOffline(false);
  await expectCount(phone, 1, elsewhere);
  await desk.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  for (const page of [desk, phone]) await expectCount(page, 0, elsewhere);
});

test("N-01 home shows the latest of many notices and leads to the rest; an inbox that can't be read again stays as it is", async ({
  enter,
}) => {
  const page = await enter("daan", { own: true, path: "/inbox" });
  for (const more of [true, false]) await giveDaan(more);
  await expect(unreadRows(page)).not.toHaveCount(0);
  await page.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  await expect(bell(page)).toHaveAccessibleName("Meldingen");
  for (let times = 0; times < 5; times++) for (const more of [true, false]) await giveDaan(more);

  await page.goto("/");
  await expect(page.getByText(told)).toHaveCount(8);
  await expect(page.getByText("Verder wacht er niets.")).toHaveCount(0);
  await page.getByRole("link", { name: "Naar al je meldingen" }).click();
  await expect(unreadRows(page)).toHaveCount(10);

  let refused = 0;
  await page.route("**/api/v1/inbox", async (route) => {
    await route.fulfill({ status: 503, body: "" });
    refused += 1;
  });
  await readLatest(page);
  // It is asked three times before it is given up.
  await expect.poll(() => refused).toBe(3);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  await expect(unreadRows(page)).toHaveCount(0);
});

test("N-01 what changes while an inbox is read for the first time is not missed", async ({ enter }) => {
  const desk = await enter("daan", { own: true, path: "/inbox" });
  await giveDaan(true);
  await expect(unreadRows(desk)).not.toHaveCount(0);
  await desk.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  await expect(bell(desk)).toHaveAccessibleName("Meldingen");
  await giveDaan(false);
  await giveDaan(true);
  await expect(bell(desk)).toHaveAccessibleName("Meldingen 2 nieuw");

  const phone = await enter("daan", { own: true });
  const asked = Promise.withResolvers<void>();
  const changed = Promise.withResolvers<void>();
  await phone.route("**/api/v1/inbox", async (route) => {
    const response = await route.fetch();
    asked.resolve();
    await changed.promise;
    // Whoever asked may have given it up.
    await route.fulfill({ response }).catch(() => undefined);
  });
  const frame = phone
    .waitForEvent("websocket", (socket) => socket.url().includes("/socket.io"))
    .then((socket) => socket.waitForEvent("framereceived", ({ payload }) => String(payload).includes("inbox.changed")));
  await phone.goto("/");
  await asked.promise;
  await readLatest(desk);
  await frame;
  changed.resolve();
  for (const page of [desk, phone]) await expect(bell(page)).toHaveAccessibleName("Meldingen 1 nieuw");
  await phone.unrouteAll({ behavior: "ignoreErrors" });
  await giveDaan(false);
});
