import { type DemoName, startWorld, until, type World } from "@kring/testing";
import { test as base, type Page } from "@playwright/test";
import { cookieOf } from "./cookie.ts";
import { groundwork } from "./prepared.ts";
import { watch } from "./watch.ts";

export { expect } from "@playwright/test";

/** A browser of one's own in the story's world, signed in as one of the demo people; or as nobody. */
export type Enter = (person: DemoName | null, path?: string) => Promise<Page>;

/** A story changes who is tied to whom, so each has a whole platform to itself. */
export const test = base.extend<{ world: World; enter: Enter; faults: string[] }>({
  world: [
    async ({ browser: _ }, use) => {
      const world = await startWorld({ groundwork, gateways: 1, web: true });
      await use(world);
      await world.stop();
    },
    { timeout: 90_000 },
  ],
  faults: async ({ browser: _ }, use) => {
    const faults: string[] = [];
    await use(faults);
    base.expect(faults, "no error, no refusal by the content security policy, no request to elsewhere").toEqual([]);
  },
  enter: async ({ browser, world, faults }, use) => {
    const pages: Page[] = [];
    await use(async (person, path = "/") => {
      const context = await browser.newContext({ baseURL: world.origin });
      if (person !== null) await context.addCookies(cookieOf((await world.session(person)).cookie, world.origin));
      const page = await context.newPage();
      pages.push(page);
      watch(page, world.origin, faults);
      await page.goto(path);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});

/** A mail as it is read. */
export const decode = (raw: string): string =>
  raw
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Waits for a mail to this address that says `text`, and gives what it says, decoded. */
export async function mailTo(world: World, address: string, text: RegExp): Promise<string> {
  return until(`a mail to ${address}`, () =>
    world
      .mails()
      .filter(({ to }) => to.includes(address))
      .map(({ raw }) => decode(raw.toString("utf8")))
      .find((mail) => text.test(mail)),
  );
}
