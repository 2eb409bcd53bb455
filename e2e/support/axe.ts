import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** All that can differ between themes: the rest is the same page. */
export const OF_COLOUR = ["color-contrast", "link-in-text-block"];

export interface Shown {
  name: string;
  path: string;
  /** Brings the page where it is to be looked at. */
  prepare?(page: Page): Promise<unknown>;
}

/** Nothing that axe knows is wrong with what stands here. */
export async function expectAccessible(
  page: Page,
  name: string,
  rules: { tags: string[] } | { only: string[] },
): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  // Without frames nothing has to be put together on a page of its own.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations, passes } = await ("tags" in rules
    ? builder.withTags(rules.tags)
    : builder.withRules(rules.only)
  ).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${name}: ${id} at ${target}`));
  expect.soft(found).toEqual([]);
  expect.soft(passes.length, name).toBeGreaterThan(0);
}

/** Each of these pages, in light and in dark. */
export async function expectAllAccessible(page: Page, pages: Shown[]): Promise<void> {
  for (const { name, path, prepare } of pages) {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(path);
    await expect(page.locator("h1, h2").filter({ visible: true }).first()).toBeVisible();
    await prepare?.(page);
    await expect(page.locator("h1").first()).toBeAttached();
    // A part of it that was still to come may stand beside what took its place for a moment.
    await expect(page.locator("main").filter({ visible: true })).toHaveCount(1);
    await expectAccessible(page, `${name}, light`, { tags: STANDARDS });
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, `${name}, dark`, { only: OF_COLOUR });
  }
}
