import { DEMO_PASSWORD, type DemoName, demoPeople, type World } from "@kring/testing";
import type { Page } from "@playwright/test";
import { account, dialog } from "../support/care.ts";
import { setUpSecondFactor, signIn } from "../support/sign-in.ts";
import { type Enter, expect, mailTo, test } from "../support/story.ts";

const security = "/profile/security";

/** A browser in which this person set up a second factor. */
async function withSecondFactor(enter: Enter, person: DemoName): Promise<Page> {
  const page = await enter(null, security);
  await signIn(page, demoPeople[person].email, DEMO_PASSWORD);
  await setUpSecondFactor(page);
  return page;
}

/** Who offers the link hears that the mail is on its way, and the answer says nothing. */
async function offer(page: Page, said: string): Promise<void> {
  await page.getByRole("button", { name: "Stuur de link" }).click();
  const answer = page.waitForResponse((response) => response.url().endsWith("/second-factor-reset"));
  await dialog(page).getByRole("button", { name: "Stuur de link" }).click();
  expect((await answer).status()).toBe(202);
  expect((await answer).headers()["content-length"]).toBe("0");
  await expect(page.getByText(said)).toBeVisible();
}

/** Follows the link of the mail, confirms, and signs in with the password alone; who offered it has nothing of the link. */
async function followLink(enter: Enter, world: World, person: DemoName, offered: Page): Promise<void> {
  const { email, name } = demoPeople[person];
  const mail = await mailTo(world, email, /tweede stap bij aanmelden weg te halen/);
  const link = /https?:\/\/\S+\/second-factor-reset#token=[\w-]+/.exec(mail)?.[0] ?? "";
  const token = link.split("token=")[1] ?? "";
  expect(token).not.toBe("");
  expect(await offered.content()).not.toContain(token);

  const page = await enter(null, link);
  await expect(page.getByRole("heading", { name: "Zet je tweede stap uit" })).toBeVisible();
  expect(page.url()).not.toContain(token);
  // Opening it, as a mail scanner does, changes nothing.
  const before = await enter(null, "/sign-in");
  await signIn(before, email, DEMO_PASSWORD);
  await expect(before.getByLabel("Code van zes cijfers")).toBeVisible();

  await page.getByRole("button", { name: "Zet mijn tweede stap uit" }).click();
  await expect(page.getByRole("heading", { name: "Je tweede stap staat uit" })).toBeVisible();
  const after = await enter(null, "/sign-in");
  await signIn(after, email, DEMO_PASSWORD);
  await expect(after.getByRole("heading", { level: 1 })).toContainText(name.split(" ")[0] ?? name);

  const again = await enter(null, link);
  await again.getByRole("button", { name: "Zet mijn tweede stap uit" }).click();
  await expect(again.getByRole("heading", { name: "Deze link werkt niet meer" })).toBeVisible();
}

test("R-07 Daan lost his second factor: Ruben offers a link, Daan's mail has it, and only Daan removes it", async ({
  enter,
  world,
}) => {
  test.setTimeout(120_000);
  const elsewhere = await withSecondFactor(enter, "daan");
  const ruben = await enter("ruben", `/professionals/${demoPeople.daan.accountId}`);
  await offer(ruben, "De mail aan Daan Visser is onderweg.");
  await followLink(enter, world, "daan", ruben);
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await mailTo(world, demoPeople.daan.email, /toegang tot .* is gewijzigd/);
});

test("R-07 Lucas lost his second factor: Noor offers a link without hearing whether he has one, and only Lucas removes it", async ({
  enter,
  world,
}) => {
  test.setTimeout(120_000);
  const elsewhere = await withSecondFactor(enter, "lucas");
  const noor = await enter("noor", account("lucas", "/details"));
  await offer(noor, "Staat de tweede stap aan, dan is de mail aan Lucas Meijer onderweg.");
  await followLink(enter, world, "lucas", noor);
  await expect(elsewhere).toHaveURL(/\/sign-in/);

  // For Emma, who has none, Noor hears the same, and Emma gets no mail.
  await noor.goto(account("emma", "/details"));
  await offer(noor, "Staat de tweede stap aan, dan is de mail aan Emma de Jong onderweg.");
  await world.settle();
  const toEmma = world.mails().filter(({ to }) => to.includes(demoPeople.emma.email));
  expect(toEmma.filter(({ raw }) => /^Subject: De tweede stap/m.test(raw.toString()))).toEqual([]);
});
