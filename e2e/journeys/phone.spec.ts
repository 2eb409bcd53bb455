import { demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { account } from "../support/care.ts";
import { conversationOf, rowOf, thread } from "../support/conversation.ts";
import { expect, test } from "../support/journey.ts";

const circle = conversationOf("emma", "sanne", "fatima", "youssef").path;
const signedInPaths = ["/", "/conversations", circle, "/inbox", "/profile", "/profile/security", "/nowhere"];
const publicPaths = ["/sign-in", "/forgotten-password", "/reset-password", "/gallery"];

const widthBeyondScreen = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Nothing on the page sticks out to the right, not even within something that scrolls. */
async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  expect(await widthBeyondScreen(page), page.url()).toBe(0);
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("main, nav, section, aside, article, form, header")]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && right > document.documentElement.clientWidth + 1;
      })
      .map((element) => `${element.tagName}.${element.className}`),
  );
  expect(wide, page.url()).toEqual([]);
}

test("list, conversation, details, and back again, one at a time", async ({ enter }) => {
  const page = await enter("emma", { path: "/" });
  const bar = page.getByRole("navigation", { name: "Hoofdmenu" });
  await expect(bar.getByRole("link")).not.toHaveCount(0);
  const bottomOfBar = async () => {
    const box = await bar.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  await expect.poll(bottomOfBar).toBe(page.viewportSize()?.height);

  await bar.getByRole("link", { name: /^Gesprekken/ }).tap();
  await expect(rowOf(page, circle)).toBeVisible();
  await expect(thread(page).log).toHaveCount(0);

  await rowOf(page, circle).tap();
  await expect(thread(page).message("Moe, maar ik ben wel opgestaan.").first()).toBeVisible();
  await expect(rowOf(page, circle)).toBeHidden();
  await expect(bar).toBeHidden();
  await expect(page.getByRole("button", { name: "Snel weg" })).toBeVisible();

  await page.getByRole("button", { name: "Wie leest mee" }).tap();
  const { details, field } = thread(page);
  await expect(details.getByText("Fatima El Amrani")).toBeVisible();
  await expect(page.getByRole("button", { name: "Snel weg" }).first()).toBeVisible();
  await details.getByRole("button", { name: "Sluit dit paneel" }).tap();
  await expect(details).toHaveCount(0);

  await field.tap();
  await field.fill("Vanaf mijn telefoon");
  await page.getByRole("button", { name: "Versturen" }).tap();
  await expect(
    thread(page)
      .message("Vanaf mijn telefoon")
      .getByText(/Verzonden|Gelezen/),
  ).toBeVisible();

  await page.getByRole("link", { name: "Terug naar gesprekken" }).tap();
  await expect(rowOf(page, circle)).toBeVisible();
  await expect(bar).toBeVisible();
  await page.goBack();
  await expect(thread(page).message("Vanaf mijn telefoon")).toBeVisible();
});

test("the frame is there before it is known who is signed in", async ({ enter }) => {
  const page = await enter("emma");
  let answer = (): void => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/v1/me", async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto("/profile");
  const bar = page.getByRole("navigation", { name: "Hoofdmenu" });
  await expect(bar.getByRole("link", { name: "Profiel" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("status", { name: "Laden" })).toBeVisible();
  const { y = 0, height = 0 } = (await bar.boundingBox()) ?? {};
  expect(y + height).toBe(page.viewportSize()?.height);
  answer();
  await expect(bar.getByRole("link", { name: "Emma profiel en instellingen" })).toBeVisible();
  await expect(page.getByRole("status", { name: "Laden" })).toHaveCount(0);
});

test("at 360 px nothing scrolls sideways", async ({ enter }) => {
  const viewport = { width: 360, height: 640 };
  const page = await enter("fatima", { viewport });
  for (const path of signedInPaths) {
    await page.goto(path);
    await expect(page.locator("h1, h2").filter({ visible: true }).first()).toBeVisible();
    await expectNoSidewaysScrolling(page);
  }
  await page.goto(circle);
  await page.getByRole("button", { name: "Wie leest mee" }).tap();
  await expect(thread(page).details).toBeVisible();
  await expectNoSidewaysScrolling(page);
  const nobody = await enter(null, { viewport });
  for (const path of publicPaths) {
    await nobody.goto(path);
    await expect(nobody.locator("h1").first()).toBeVisible();
    expect(await widthBeyondScreen(nobody), path).toBe(0);
  }
});

test("at 360 px the pages of care fit, too", async ({ enter }) => {
  test.slow();
  const viewport = { width: 360, height: 640 };
  const sections = ["", "/professionals", "/related-persons", "/tools", "/tasks", "/contact-history", "/details"];
  const pages = {
    sanne: ["/clients", "/requests", "/professionals", ...sections.map((section) => account("emma", section))],
    emma: ["/circle", "/tools", "/contact-history", "/tasks"],
    noor: ["/clients", "/clients/new", "/clients/proposals", account("emma", "/professionals")],
    ruben: ["/settings", "/log", `/professionals/${demoPeople.daan.accountId}`],
  } as const;
  for (const person of ["sanne", "emma", "noor", "ruben"] as const) {
    const page = await enter(person, { viewport });
    for (const path of pages[person]) {
      await page.goto(path);
      await expect(page.locator("h1, h2").filter({ visible: true }).first()).toBeVisible();
      await expectNoSidewaysScrolling(page);
    }
  }
});

test("at 200 % on a small laptop everything is still in reach", async ({ enter }) => {
  // A window of 1280 by 800 at 200 % has half as many CSS pixels each way.
  const zoomed = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, isMobile: false, hasTouch: false };
  const page = await enter("emma", zoomed);
  for (const path of signedInPaths) {
    await page.goto(path);
    await expect(page.locator("h1, h2").filter({ visible: true }).first()).toBeVisible();
    await expectNoSidewaysScrolling(page);
  }
  await page.goto(circle);
  await expect(thread(page).message("Moe, maar ik ben wel opgestaan.").first()).toBeVisible();
  await expect(thread(page).field).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("button", { name: "Versturen" })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("button", { name: "Snel weg" })).toBeInViewport({ ratio: 1 });
  const log = await page.getByRole("region", { name: "Berichten, schuifbaar" }).boundingBox();
  expect(log?.height ?? 0).toBeGreaterThan(100);
});

test("targets are at least 24 px", async ({ enter }) => {
  const page = await enter("emma", { path: circle });
  await expect(thread(page).field).toBeVisible();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("a, button, input, textarea")]
      .filter((element) => element.checkVisibility() && !element.closest(".sr, .skip, .text"))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width}×${box.height}`),
  );
  expect(small).toEqual([]);
});
