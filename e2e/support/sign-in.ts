import { DEMO_PASSWORD } from "@kring/testing";
import { expect, type Page } from "@playwright/test";
import { codeOf } from "./totp.ts";

/** Types address and password on the page that asks for them. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByLabel("Wachtwoord", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Aanmelden" }).click();
}

/** Sets up a second factor on the page *Security*, and gives the key of the app. */
export async function setUpSecondFactor(page: Page): Promise<string> {
  const part = page.locator("section", { has: page.getByRole("heading", { name: "Tweede stap bij aanmelden" }) });
  await part.getByRole("button", { name: "Stel in" }).click();
  await part.getByLabel("Wachtwoord", { exact: true }).fill(DEMO_PASSWORD);
  await part.getByRole("button", { name: "Verder" }).click();
  const key = await part.locator("code.key").innerText();
  await part.getByLabel("Ik heb de codes bewaard").check();
  await part.getByLabel("Code van zes cijfers").fill(codeOf(key));
  await part.getByRole("button", { name: "Zet de tweede stap aan" }).click();
  await expect(part.getByText("Staat aan.")).toBeVisible();
  return key;
}
