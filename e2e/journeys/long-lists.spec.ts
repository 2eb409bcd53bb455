import type { Locator, Page } from "@playwright/test";
import { expectAccessible, STANDARDS } from "../support/axe.ts";
import { addClients, addLines, addProfessionals } from "../support/fill.ts";
import { expect, test } from "../support/story.ts";

const many = 2_000;
const some = 500;

/** Scrolls down until the list is whole, looking on the way that it never draws more than a few screens. */
async function scrollToEnd(page: Page, rows: Locator, last: string): Promise<void> {
  await expect(async () => {
    await page.locator("main.main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
    expect(await rows.count()).toBeLessThan(150);
    await expect(rows.last()).toContainText(last, { timeout: 300 });
  }).toPass({ timeout: 60_000 });
}

test("R-05 T-07 A-03 lists of thousands load on as one scrolls, draw what is in sight, and say how many there are", async ({
  enter,
  world,
}) => {
  test.setTimeout(240_000);
  await addClients(world, many, "Zomer");
  await addProfessionals(world, some, "Zwart");
  await addLines(world, some);

  const noor = await enter("noor", "/clients?scope=all");
  const clients = noor.getByRole("table", { name: "Alle cliënten" });
  const rows = clients.locator("tbody tr:not(.gap)");
  await expect(rows.first()).toContainText("Emma de Jong");
  await expect(clients).toHaveAttribute("aria-rowcount", "-1");
  await expect(noor.getByRole("button", { name: "Meer cliënten" })).toHaveCount(1);
  await scrollToEnd(noor, rows, "Zomer 02000");
  await expect(clients).toHaveAttribute("aria-rowcount", String(many + 3));
  await expect(rows.last()).toHaveAttribute("aria-rowindex", String(many + 3));
  await expect(noor.getByRole("button", { name: "Meer cliënten" })).toHaveCount(0);
  await noor.screenshot({ path: test.info().outputPath("clients-end.png") });
  await expectAccessible(noor, "clients, scrolled", { tags: STANDARDS });

  // The row with the focus stays, however far one scrolls; Tab goes on from there.
  const link = noor.getByRole("link", { name: "Zomer 01990", exact: true });
  await link.focus();
  await noor.locator("main.main").evaluate((main) => main.scrollTo(0, 0));
  await expect(noor.getByText("Emma de Jong")).toBeVisible();
  await expect(link).toBeFocused();
  await noor.keyboard.press("Tab");
  await expect(noor.getByRole("link", { name: "Zomer 01991", exact: true })).toBeFocused();
  await expect(noor.getByRole("link", { name: "Zomer 01991", exact: true })).toBeInViewport();

  await noor.goto("/professionals");
  const list = noor.getByRole("list", { name: "Professionals" });
  const people = list.locator("li:not(.gap)");
  await expect(people.first()).toBeVisible();
  await scrollToEnd(noor, people, "Zwart 00500");
  await expect(people.last()).toHaveAttribute("aria-posinset", String(some + 4));
  await expect(people.last()).toHaveAttribute("aria-setsize", String(some + 4));

  // By the keyboard alone: the button at the end of the list.
  const ruben = await enter("ruben", "/log");
  const log = ruben.getByRole("table", { name: "Logregels, nieuwste eerst" });
  const lines = log.locator("tbody tr:not(.gap)");
  await expect(lines.first()).toBeVisible();
  const older = ruben.getByRole("button", { name: "Oudere regels" });
  const height = () => ruben.locator("main.main").evaluate((main) => main.scrollHeight);
  const before = await height();
  await older.focus();
  await expect(older).toBeInViewport();
  await ruben.keyboard.press("Enter");
  await expect.poll(height).toBeGreaterThan(before + 1_000);
  await expect(older).toBeFocused();
  await older.blur();
  await expect(async () => {
    await ruben.locator("main.main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
    expect(await lines.count()).toBeLessThan(150);
    await expect(older).toHaveCount(0, { timeout: 300 });
  }).toPass({ timeout: 60_000 });
  await expect.poll(async () => Number(await log.getAttribute("aria-rowcount"))).toBeGreaterThan(some);
  await ruben.screenshot({ path: test.info().outputPath("log-end.png") });
});
