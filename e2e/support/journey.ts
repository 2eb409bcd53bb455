import type { DemoName } from "@kring/testing";
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { cookieOf } from "./cookie.ts";
import { stages } from "./prepared.ts";
import { reachStage } from "./stage.ts";
import { watch } from "./watch.ts";

export { expect } from "@playwright/test";

/** The platform of this worker. */
const place = stages[Number(process.env.TEST_PARALLEL_INDEX)];
export const stage = reachStage(place?.address ?? "");
export const origin = place?.origin ?? "";

export interface Choices extends BrowserContextOptions {
  /** Where to begin. */
  path?: string;
  /** A session that no other journey has, to be ended or changed. */
  own?: boolean;
}

/** A browser of one's own, signed in as one of the demo people; or as nobody. */
export type Enter = (person: DemoName | null, choices?: Choices) => Promise<Page>;

export const test = base.extend<{ enter: Enter; faults: string[] }>({
  faults: async ({ browser: _ }, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, "no error, no refusal by the content security policy, no request to elsewhere").toEqual([]);
  },
  enter: async ({ browser, faults }, use) => {
    const pages: Page[] = [];
    await use(async (person, { path, own = false, ...more } = {}) => {
      const context = await browser.newContext({ baseURL: origin, ...more });
      if (person !== null) await context.addCookies(cookieOf(await stage.cookie(person, own), origin));
      const page = await context.newPage();
      pages.push(page);
      watch(page, origin, faults);
      if (path !== undefined) await page.goto(path);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});
