import { demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { expect, stage, test } from "../support/journey.ts";

/** Ruben gives Daan a role more, or takes it back: Daan is told each time. */
let hasMore = false;
async function tellDaan(): Promise<void> {
  hasMore = !hasMore;
  const roles = hasMore ? ["therapist", "secretary"] : ["therapist"];
  const path = `/api/v1/professionals/${demoPeople.daan.accountId}/roles`;
  expect(await stage.ask("ruben", "PUT", path, { roles, confirmed: true })).toBe(200);
}

const told = "Je rollen op het platform zijn gewijzigd.";
const rows = (page: Page) => page.getByRole("list", { name: "Lijst van meldingen" }).getByRole("listitem");
const unreadRows = (page: Page) => rows(page).filter({ hasText: "nieuw" });
const bell = (page: Page) => page.getByRole("navigation").getByRole("link", { name: /^Meldingen/ });

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

test("N-01 an inbox is the same on two devices, at once and after a time without connection", async ({ enter }) => {
  const desk = await enter("daan", { own: true, path: "/inbox" });
  const phone = await enter("daan", { own: true, path: "/" });
  for (let times = 0; times < 2; times++) await tellDaan();
  await expect(unreadRows(desk)).not.toHaveCount(0);
  await desk.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  await expect(unreadRows(desk)).toHaveCount(0);
  await expect(bell(desk)).toHaveAccessibleName("Meldingen");
  await expect(bell(phone)).toHaveAccessibleName("Meldingen");
  await expect(desk.getByRole("button", { name: "Markeer alles als gelezen" })).toHaveCount(0);
  const elsewhere = await inTitle(desk);
  for (const page of [desk, phone]) await expectCount(page, 0, elsewhere);

  await tellDaan();
  for (const page of [desk, phone]) await expectCount(page, 1, elsewhere);
  await tellDaan();
  for (const page of [desk, phone]) await expectCount(page, 2, elsewhere);
  await expect(desk).toHaveTitle(/^\(\d+\) Meldingen · Kring$/);
  await expect(unreadRows(desk)).toHaveCount(2);
  await expect(rows(desk).first()).toContainText(told);

  await unreadRows(desk).first().getByRole("link").click();
  await expect(desk).toHaveURL(/\/profile$/);
  await desk.goBack();
  await expect(rows(desk).first()).toBeVisible();

  await phone.context().setOffline(true);
  await tellDaan();
  await tellDaan();
  await expect(unreadRows(desk)).not.toHaveCount(0);
  await phone.context().setOffline(false);
  await phone.evaluate(() => window.dispatchEvent(new Event("online")));
  const left = await unreadRows(desk).count();
  for (const page of [desk, phone]) await expectCount(page, left, elsewhere);

  await phone.goto("/inbox");
  await phone.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  for (const page of [desk, phone]) await expectCount(page, 0, elsewhere);
  await expect(unreadRows(desk)).toHaveCount(0);
});
