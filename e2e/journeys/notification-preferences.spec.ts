import { DEMO_PASSWORD, demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { signIn } from "../support/sign-in.ts";
import { expect, mailTo, test } from "../support/story.ts";

const PAGE = "/profile/notifications";
const mailsOn = (page: Page, subject: string) => page.getByRole("combobox", { name: `Mails over ${subject}` });
const kindOf = (page: Page, kind: string) => page.getByRole("combobox", { name: `Mail: ${kind}` });

test("N-03 Emma chooses what is mailed and when: at once on the page, kept, and taken back where it is refused", async ({
  enter,
}) => {
  const page = await enter("emma", PAGE);
  const tools = mailsOn(page, "Tools en feedback");
  await expect(tools).toHaveValue("at-once");
  await tools.selectOption("daily");
  await page.getByText("Per soort").nth(2).click();
  await expect(kindOf(page, "Er is feedback voor je.")).toHaveValue("daily");
  await kindOf(page, "Er is feedback voor je.").selectOption("never");
  await expect(tools).toHaveValue("");

  await expect(page.getByText("altijd, meteen")).toHaveCount(2);
  await expect(page.getByText("het gaat om jouw toestemming, of om wie je account ziet.")).toBeVisible();

  // By keyboard alone.
  await page.getByRole("switch", { name: "Stille uren gebruiken" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Van", { exact: true })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Van", { exact: true })).toBeFocused();
  await page.getByLabel("Van", { exact: true }).fill("21:30");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Tijdzone" }).selectOption("America/New_York");
  await page.getByRole("switch", { name: "Discrete mails sturen" }).click();
  await expect(page.getByRole("switch", { name: "Discrete mails sturen" })).toBeChecked();

  await page.route("**/notification-preferences/choices", (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"code":"unavailable"}' }),
  );
  await mailsOn(page, "Herinneringen").selectOption("never");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(mailsOn(page, "Herinneringen")).toHaveValue("at-once");

  await page.reload();
  await expect(mailsOn(page, "Tools en feedback")).toHaveValue("");
  await expect(page.getByLabel("Van", { exact: true })).toHaveValue("21:30");
  await expect(page.getByRole("combobox", { name: "Tijdzone" })).toHaveValue("America/New_York");
  await expect(page.getByRole("switch", { name: "Discrete mails sturen" })).toBeChecked();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  // The page scrolls within the app; below it is nothing to scroll to.
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(740);
});

test("N-03 Emma chooses for her devices beside her mails: at once or never, each channel for itself", async ({
  enter,
}) => {
  const page = await enter("emma", PAGE);
  const pushedOn = (subject: string) => page.getByRole("combobox", { name: `Meldingen over ${subject}` });
  await page.getByRole("button", { name: "Op je apparaten" }).click();
  await expect(page.getByRole("heading", { name: "Meldingen op je apparaten" })).toBeVisible();
  // Nothing is fixed here, and nothing is bundled.
  await expect(page.getByText("altijd, meteen")).toHaveCount(0);
  await expect(pushedOn("Tools en feedback").getByRole("option")).toHaveText(["Meteen", "Nooit"]);
  await expect(page.getByText("na een minuut niet gelezen, dan komt er een melding op apparaten")).toBeVisible();
  for (const subject of ["Tools en feedback", "Toestemming en toegang", "Ongelezen berichten"]) {
    const kept = page.waitForResponse((response) => response.url().endsWith("/notification-preferences/choices"));
    await pushedOn(subject).selectOption("never");
    expect((await kept).status()).toBe(200);
  }
  await page.reload();
  await expect(mailsOn(page, "Tools en feedback")).toHaveValue("at-once");
  await page.getByRole("button", { name: "Op je apparaten" }).focus();
  await page.keyboard.press("Enter");
  await expect(pushedOn("Tools en feedback")).toHaveValue("never");
  await expect(pushedOn("Toestemming en toegang")).toHaveValue("never");
  await expect(pushedOn("Ongelezen berichten")).toHaveValue("never");
  await expect(pushedOn("Herinneringen")).toHaveValue("at-once");
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("N-03 whoever has a mail ends mails of its kind without signing in: nothing happens by opening the link", async ({
  enter,
  world,
}) => {
  const { accountId, email } = demoPeople.lucas;
  const daan = await enter("daan", "/clients");
  const status = await daan.evaluate(
    ([path = ""]) =>
      fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ catalogueKey: "slaapdagboek", guided: true }),
      }).then((response) => response.status),
    [`/api/v1/clients/${accountId}/tools`],
  );
  expect(status).toBe(201);
  const mail = await mailTo(world, email, /nieuwe tool voor je klaar/);
  const link = /https?:\/\/\S+\/unsubscribe#token=[\w-]+/.exec(mail)?.[0] ?? "";
  const stranger = await enter(null, link);
  await expect(stranger.getByRole("heading", { name: "Deze mails niet meer krijgen?" })).toBeVisible();
  expect(stranger.url()).not.toContain("token");
  expect(await stranger.content()).not.toContain("Lucas");

  const lucas = await enter("lucas", PAGE);
  await lucas.getByText("Per soort").nth(2).click();
  await expect(kindOf(lucas, "Er staat een nieuwe tool voor je klaar.")).toHaveValue("at-once");
  await stranger.getByRole("button", { name: "Zet deze mails uit" }).click();
  await expect(stranger.getByRole("heading", { name: "Deze mails staan uit" })).toBeFocused();
  await lucas.reload();
  await lucas.getByText("Per soort").nth(2).click();
  await expect(kindOf(lucas, "Er staat een nieuwe tool voor je klaar.")).toHaveValue("never");
  await expect(kindOf(lucas, "Er is feedback voor je.")).toHaveValue("at-once");

  // Where a link is of no use any more one does it by hand.
  await world.databases.query("accounts", "DELETE FROM unsubscribe_link");
  const later = await enter(null, link);
  await later.getByRole("button", { name: "Zet deze mails uit" }).click();
  await expect(later.getByRole("heading", { name: "Deze link werkt niet meer" })).toBeFocused();
  await later.getByRole("link", { name: "Naar aanmelden" }).click();
  await signIn(later, email, DEMO_PASSWORD);
  await expect(later).toHaveURL(PAGE);
});
