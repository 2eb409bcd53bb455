import type { Page } from "@playwright/test";
import { account, dialog, rowOfProfessional } from "../support/care.ts";
import { focused, tabTo } from "../support/keyboard.ts";
import { expect, test } from "../support/story.ts";

const press = (page: Page, key: string) => page.keyboard.press(key);

/** After a dialog has closed the focus stands where one was, or on the title of the page that came; never nowhere. */
async function expectFocusKept(page: Page): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  await expect.poll(async () => (await focused(page)).isNowhere).toBe(false);
}

test("by keyboard alone: Sanne assigns a tool, relates a colleague, transfers her tools and the client", async ({
  enter,
}) => {
  test.setTimeout(180_000);
  const sanne = await enter("sanne", account("emma", "/professionals"));
  await expect(rowOfProfessional(sanne, "Sanne Bakker")).toBeVisible();

  await tabTo(sanne, /^button Behandelaar relateren/);
  await press(sanne, "Enter");
  await expect(dialog(sanne)).toBeVisible();
  await tabTo(sanne, /^input/);
  await sanne.keyboard.type("Daan");
  await expect(dialog(sanne).getByRole("radio", { name: "Daan Visser" })).toBeVisible();
  await expect(async () => {
    await press(sanne, "Tab");
    await expect(dialog(sanne).getByRole("radio", { name: "Daan Visser" })).toBeFocused({ timeout: 100 });
  }).toPass();
  await press(sanne, "Space");
  await tabTo(sanne, /^button Relateer/);
  await press(sanne, "Enter");
  await expect(rowOfProfessional(sanne, "Daan Visser")).toBeVisible();
  await expectFocusKept(sanne);

  await tabTo(sanne, /^button Relatie beheren van Sanne Bakker/);
  await press(sanne, "Enter");
  await expect(dialog(sanne).getByLabel("Aan wie")).toBeVisible();
  await tabTo(sanne, /^select/);
  await press(sanne, "ArrowDown");
  await expect(dialog(sanne).getByLabel("Aan wie")).not.toHaveValue("");
  await tabTo(sanne, /^button Draag \d tools over/);
  await press(sanne, "Enter");
  await expect(dialog(sanne).getByText("Er wordt geen tool onbegeleid.")).toBeVisible();
  await press(sanne, "Escape");
  await expectFocusKept(sanne);

  await sanne.goto(account("emma", "/tools"));
  await expect(sanne.getByRole("button", { name: "Tool toewijzen" })).toBeVisible();
  await tabTo(sanne, /^button Tool toewijzen/);
  await press(sanne, "Enter");
  await expect(dialog(sanne)).toBeVisible();
  await press(sanne, "Escape");
  await expectFocusKept(sanne);
  await expect(sanne.getByRole("button", { name: "Tool toewijzen" })).toBeFocused();

  await sanne.goto(account("emma", "/professionals"));
  await expect(rowOfProfessional(sanne, "Sanne Bakker")).toBeVisible();
  await tabTo(sanne, /^button Cliënt overdragen van Sanne Bakker/);
  await press(sanne, "Enter");
  await expect(dialog(sanne)).toBeVisible();
  await tabTo(sanne, /^input/);
  await sanne.keyboard.type("Daan");
  await expect(dialog(sanne).getByRole("radio", { name: "Daan Visser" })).toBeVisible();
  await expect(async () => {
    await press(sanne, "Tab");
    await expect(dialog(sanne).getByRole("radio", { name: "Daan Visser" })).toBeFocused({ timeout: 100 });
  }).toPass();
  await press(sanne, "Space");
  await tabTo(sanne, /^button Draag over aan Daan/);
  await press(sanne, "Enter");
  await expect(sanne).toHaveURL(/\/clients$/);
  await expectFocusKept(sanne);
});

test("by keyboard alone: Daan gives his motivation and asks Emma; Emma reads the request and says no", async ({
  enter,
  world,
}) => {
  test.setTimeout(180_000);
  for (const key of ["search-outside-caseload", "relate-requests"]) {
    await world.databases.query(
      "accounts",
      "INSERT INTO setting (key, value) VALUES ($1, 'true') ON CONFLICT (key) DO UPDATE SET value = 'true'",
      [key],
    );
  }
  const daan = await enter("daan", "/clients/other");
  await expect(daan.getByLabel("Motivatie")).toBeVisible();
  await tabTo(daan, /^textarea/);
  await daan.keyboard.type("Ik neem de caseload van Sanne waar.");
  await tabTo(daan, /^button Verder naar zoeken/);
  await press(daan, "Enter");
  await expect(daan.getByText("Jouw motivatie:")).toBeVisible();
  expect((await focused(daan)).isNowhere).toBe(false);
  await tabTo(daan, /^input/);
  await daan.keyboard.type("Emma");
  await press(daan, "Enter");
  await expect(daan.getByRole("table", { name: "Gevonden cliënten" })).toContainText("Emma de Jong");
  await tabTo(daan, /^button Verzoek sturen naar Emma de Jong/);
  await press(daan, "Enter");
  await expect(dialog(daan)).toBeVisible();
  await tabTo(daan, /^button Stuur verzoek/);
  await press(daan, "Enter");
  await expect(daan.getByText("Het verzoek aan Emma de Jong is gestuurd.")).toBeVisible();
  await expectFocusKept(daan);
  // And goes on from there.
  await tabTo(daan, /^button Beheer verzoek aan Emma de Jong/, 3);

  const emma = await enter("emma");
  await expect(emma.getByRole("link", { name: /Mag Daan Visser in je account\?/ })).toBeVisible();
  await tabTo(emma, /^a .*Mag Daan Visser/s);
  await press(emma, "Enter");
  await expect(emma.getByRole("heading", { level: 1, name: "Mag Daan Visser in je account?" })).toBeVisible();
  await tabTo(emma, /^button Nee, niet doen/);
  await press(emma, "Enter");
  await expect(emma.getByRole("heading", { name: "Je zei nee" })).toBeVisible();
  await expect.poll(async () => (await focused(emma)).isNowhere).toBe(false);
});
