import { DEMO_PASSWORD, demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { expect, origin, stage, test } from "../support/journey.ts";
import { linkMailedBy } from "../support/mail.ts";
import { signIn } from "../support/sign-in.ts";
import { codeOf } from "../support/totp.ts";

const wrongCode = "Deze code klopt niet, of is niet meer geldig. Elke code werkt één keer: gebruik de volgende.";
const signInPage = /\/sign-in(\?|$)/;

test("Sanne signs in, comes where she wanted to be, and signs out", async ({ enter }) => {
  const page = await enter(null, { path: "/profile" });
  await expect(page).toHaveURL(`${origin}/sign-in`);
  await signIn(page, demoPeople.sanne.email, DEMO_PASSWORD);
  await expect(page).toHaveURL(`${origin}/profile`);
  await expect(page.getByText(demoPeople.sanne.email)).toBeVisible();

  await page.getByRole("link", { name: /^Gesprekken/ }).click();
  await expect(page.getByRole("link", { name: /Daan Visser/ })).toBeVisible();
  await page.getByRole("link", { name: "Sanne profiel en instellingen" }).click();
  await page.getByRole("button", { name: "Afmelden" }).click();
  await expect(page).toHaveURL(signInPage);
  expect((await page.request.get("/api/v1/me")).status()).toBe(401);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Aanmelden" })).toBeVisible();
  await expect(page.getByText("Daan Visser")).toHaveCount(0);
});

test("a wrong password and an unknown address get the same words, tied to the field", async ({ enter }) => {
  const page = await enter(null, { path: "/sign-in" });
  for (const email of [demoPeople.ruben.email, "nobody@kring.example"]) {
    await signIn(page, email, "not-the-password");
    const field = page.getByLabel("Wachtwoord", { exact: true });
    await expect(field).toHaveAccessibleDescription("Dit e-mailadres en wachtwoord horen niet bij elkaar.");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toBeFocused();
    await page.reload();
  }
});

test("every person of the demo can sign in", async ({ enter }) => {
  for (const { email, name } of Object.values(demoPeople)) {
    const page = await enter(null, { path: "/sign-in" });
    await signIn(page, email, DEMO_PASSWORD);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name.split(" ")[0] ?? name);
    await page.context().close();
  }
});

test("a forgotten password: the link of the mail, a new password, and the old sessions are gone", async ({ enter }) => {
  const { email } = demoPeople.lucas;
  const chosen = "fietsen langs de vecht";
  const elsewhere = await enter("lucas", { own: true, path: "/" });
  await expect(elsewhere.getByRole("heading", { level: 1 })).toContainText("Lucas");

  const page = await enter(null, { path: "/sign-in" });
  await page.getByRole("link", { name: "Wachtwoord vergeten" }).click();
  const link = await linkMailedBy(email, async () => {
    await page.getByLabel("E-mailadres").fill(email);
    await page.getByRole("button", { name: "Stuur de mail" }).click();
    await expect(page.getByRole("heading", { name: "Kijk in je mail" })).toBeVisible();
  });
  const token = /[\w-]{20,}$/.exec(link)?.[0] ?? "";
  expect(token).not.toBe("");

  await page.goto(link);
  const field = page.getByLabel("Nieuw wachtwoord", { exact: true });
  await expect(field).toBeVisible();
  expect(page.url()).not.toContain(token);
  await field.fill("kort");
  await page.getByRole("button", { name: "Bewaar wachtwoord" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill(chosen);
  await page.getByRole("button", { name: "Bewaar wachtwoord" }).click();
  await expect(page.getByText("Je nieuwe wachtwoord staat klaar.")).toBeVisible();
  await expect(elsewhere).toHaveURL(signInPage);

  await signIn(page, email, DEMO_PASSWORD);
  await expect(page.getByText("horen niet bij elkaar")).toBeVisible();
  await signIn(page, email, chosen);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Lucas");

  const again = await enter(null, { path: link });
  await again.getByLabel("Nieuw wachtwoord", { exact: true }).fill("nog een keer proberen");
  await again.getByRole("button", { name: "Bewaar wachtwoord" }).click();
  await expect(again.getByRole("heading", { name: "Deze link werkt niet meer" })).toBeVisible();
});

test("an unknown address gets the same page and no mail", async ({ enter }) => {
  const page = await enter(null, { path: "/forgotten-password" });
  await page.getByLabel("E-mailadres").fill("nobody@kring.example");
  await page.getByRole("button", { name: "Stuur de mail" }).click();
  await expect(page.getByRole("heading", { name: "Kijk in je mail" })).toBeVisible();
  await stage.settle();
  expect(await stage.mailsTo("nobody@kring.example")).toEqual([]);
});

test("a second factor is set up; then a code is asked, and a recovery code works once", async ({ enter }) => {
  const { email } = demoPeople.daan;
  const page = await enter(null, { path: "/profile/security" });
  await signIn(page, email, DEMO_PASSWORD);
  const part = page.locator("section", { has: page.getByRole("heading", { name: "Tweede stap bij aanmelden" }) });
  await part.getByRole("button", { name: "Stel in" }).click();
  await part.getByLabel("Wachtwoord", { exact: true }).fill(DEMO_PASSWORD);
  await part.getByRole("button", { name: "Verder" }).click();
  await expect(part.getByRole("img", { name: "QR-code voor je authenticator-app" })).toBeVisible();
  await expect(part.getByText("Staat uit.")).toHaveCount(0);
  await expect(part.getByText("Je stelt de tweede stap nu in.")).toBeVisible();
  const key = await part.locator("code.key").innerText();
  const recoveryCodes = await part.getByRole("listitem").allInnerTexts();
  expect(recoveryCodes.length).toBeGreaterThanOrEqual(8);
  await part.getByLabel("Ik heb de codes bewaard").check();
  await part.getByLabel("Code van zes cijfers").fill(codeOf(key));
  await part.getByRole("button", { name: "Zet de tweede stap aan" }).click();
  await expect(part.getByText("Staat aan.")).toBeVisible();

  const withCode = await enter(null, { path: "/sign-in" });
  await signIn(withCode, email, DEMO_PASSWORD);
  const field = withCode.getByLabel("Code van zes cijfers");
  await expect(field).toBeFocused();
  await field.fill("000000");
  await withCode.getByRole("button", { name: "Verder" }).click();
  await expect(field).toHaveAccessibleDescription(wrongCode);
  // The code that switched it on has opened already; the next one is valid a step early.
  await field.fill(codeOf(key, 1));
  await withCode.getByRole("button", { name: "Verder" }).click();
  await expect(withCode.getByRole("heading", { level: 1 })).toContainText("Daan");

  const enterRecovery = async (code: string): Promise<Page> => {
    const other = await enter(null, { path: "/sign-in" });
    await signIn(other, email, DEMO_PASSWORD);
    await other.getByRole("button", { name: "Ik kan niet bij mijn app" }).click();
    await other.getByLabel("Herstelcode").fill(code);
    await other.getByRole("button", { name: "Verder" }).click();
    return other;
  };
  const [recoveryCode = ""] = recoveryCodes;
  await expect((await enterRecovery(recoveryCode)).getByRole("heading", { level: 1 })).toContainText("Daan");
  const second = await enterRecovery(recoveryCode);
  await expect(second.getByText(wrongCode)).toBeVisible();

  await part.getByRole("button", { name: "Zet uit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Wachtwoord", { exact: true }).fill(DEMO_PASSWORD);
  await dialog.getByRole("button", { name: "Zet uit" }).click();
  await expect(part.getByText("Staat uit.")).toBeVisible();
});

test("where a second factor is required, a professional sets one up before anything else; a client is not asked", async ({
  enter,
}) => {
  const page = await enter(null, { path: "/sign-in" });
  await stage.requireSecondFactor(true);
  try {
    await signIn(page, demoPeople.daan.email, DEMO_PASSWORD);
    await expect(page).toHaveURL(`${origin}/second-factor`);
    for (const path of ["/", "/conversations", "/profile/security"]) {
      await page.goto(path);
      await expect(page).toHaveURL(`${origin}/second-factor`);
      await expect(page.getByRole("heading", { name: "Stel je tweede stap in" })).toBeVisible();
    }
    expect((await page.request.get("/api/v1/sessions")).status()).toBe(403);
    await page.getByLabel("Wachtwoord", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Verder" }).click();
    await page.getByLabel("Ik heb de codes bewaard").check();
    await page.getByLabel("Code van zes cijfers").fill(codeOf(await page.locator("code.key").innerText()));
    await page.getByRole("button", { name: "Zet de tweede stap aan" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Daan");
    await page.goto("/conversations");
    await expect(page.getByRole("link", { name: /Lucas/ })).toBeVisible();

    const emma = await enter(null, { path: "/sign-in" });
    await signIn(emma, demoPeople.emma.email, DEMO_PASSWORD);
    await expect(emma.getByRole("heading", { level: 1 })).toContainText("Emma");
  } finally {
    await stage.requireSecondFactor(false);
  }
  await page.goto("/profile/security");
  await page.getByRole("button", { name: "Zet uit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Wachtwoord", { exact: true }).fill(DEMO_PASSWORD);
  await dialog.getByRole("button", { name: "Zet uit" }).click();
  await expect(page.getByText("Staat uit. Met een tweede stap")).toBeVisible();
});

test("a session that is revoked ends on its own screen at once", async ({ enter }) => {
  const here = await enter("noor", { own: true, path: "/profile/security" });
  const there = await enter("noor", { own: true, path: "/conversations" });
  await expect(there.getByRole("link", { name: /Sanne Bakker/ })).toBeVisible();
  const list = here.getByRole("list", { name: "Waar je bent aangemeld" });
  await here.reload();
  await expect(list.getByText("Dit apparaat")).toHaveCount(1);
  const others = list.getByRole("button", { name: /^Meld af: / });
  const count = await others.count();
  expect(count).toBeGreaterThan(0);

  // The one that was seen last stands first among the others.
  await others.first().click();
  await expect(others).toHaveCount(count - 1);
  await expect(there).toHaveURL(signInPage);
  await expect(there.getByText("Je bent afgemeld.")).toBeVisible();
  await expect(there.getByText("Sanne Bakker")).toHaveCount(0);
});

test("Dutch and English: chosen before signing in, kept in the account", async ({ enter }) => {
  const page = await enter(null, { path: "/sign-in" });
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByLabel("E-mail address").fill(demoPeople.ruben.email);
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: "Conversations", exact: true })).toBeVisible();

  const elsewhere = await enter("ruben", { path: "/profile" });
  await expect(elsewhere.getByRole("heading", { name: "Profile" })).toBeVisible();
  const kept = elsewhere.waitForResponse(
    (response) => response.request().method() === "PUT" && response.url().endsWith("/me"),
  );
  await elsewhere.getByRole("radio", { name: "Nederlands" }).click();
  await expect(elsewhere.getByRole("heading", { name: "Profiel" })).toBeVisible();
  await expect(elsewhere.locator("html")).toHaveAttribute("lang", "nl");
  await kept;
  await elsewhere.reload();
  await expect(elsewhere.getByRole("heading", { name: "Profiel" })).toBeVisible();
});
