import { type DemoName, demoPeople } from "@kring/testing";
import { expect, type Page } from "@playwright/test";

/** Address of a page of a client account. */
export const account = (client: DemoName, section = ""): string => `/clients/${demoPeople[client].accountId}${section}`;

export const dialog = (page: Page) => page.getByRole("dialog");

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();

/** Chooses a colleague in the dialog that is open. */
async function chooseColleague(page: Page, name: string): Promise<void> {
  await dialog(page)
    .getByRole("searchbox", { name: "Zoek een collega" })
    .fill(name.split(" ")[0] ?? name);
  await dialog(page).getByRole("radio", { name }).check();
}

/** T-01, on the page *Professionals* of a client account. */
export async function relate(page: Page, colleague: string): Promise<void> {
  await press(page, "Behandelaar relateren");
  await chooseColleague(page, colleague);
  await dialog(page).getByRole("button", { name: "Relateer" }).click();
  await expect(rowOfProfessional(page, colleague)).toBeVisible();
}

export const rowOfProfessional = (page: Page, name: string) =>
  page.getByRole("list", { name: "Professionals" }).getByRole("listitem").filter({ hasText: name });

/** T-02: all tools of `from` that are chosen to begin with. */
export async function transferTools(page: Page, from: string, to: string): Promise<void> {
  await press(page, `Relatie beheren van ${from}`);
  await dialog(page)
    .getByLabel("Aan wie")
    .selectOption({ label: `${to}, behandelaar van Emma` });
  await press(page, /^Draag \d tools? over aan/);
}

/** T-03, from the dialog *Manage relation* that is open. */
export async function breakRelation(page: Page): Promise<void> {
  await press(page, "Relatie verbreken…");
  await press(page, "Verbreek relatie");
}

/** */
export async function sendRequest(page: Page, colleague: string, message: string): Promise<void> {
  await press(page, "Relatie aanvragen");
  await chooseColleague(page, colleague);
  await dialog(page)
    .getByLabel(/^Bericht aan/)
    .fill(message);
  await press(page, /^Stuur relatieverzoek naar/);
  await expect(page.getByRole("heading", { name: "Lopende relatieverzoeken" })).toBeVisible();
}

/** Who guides each tool, as the page *Tools* of a client account says. */
export async function guidesOf(page: Page): Promise<Record<string, string>> {
  const rows = page.getByRole("table", { name: "Tools" }).getByRole("row");
  await expect(rows).toHaveCount(5);
  const guides: Record<string, string> = {};
  for (const row of (await rows.all()).slice(1)) {
    const [name = "", guide = ""] = await row.locator("td, th").allInnerTexts();
    guides[name.split("\n")[0] ?? name] = guide.trim();
  }
  return guides;
}
