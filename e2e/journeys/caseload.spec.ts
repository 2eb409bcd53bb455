import { demoPeople } from "@kring/testing";
import { account, breakRelation, dialog, guidesOf, relate, rowOfProfessional, transferTools } from "../support/care.ts";
import { expect, mailTo, test } from "../support/story.ts";

const notHere = "Deze pagina is er niet, of niet voor jou";
const relationEnded = "Je relatie met deze cliënt is beëindigd";
const titles = ["Piekeren de baas", "Slaapdagboek", "Stemming per week"];

test("T-01 T-02 T-03 Sanne goes on leave: relates Daan, transfers her tools, breaks the relation; nothing becomes unguided", async ({
  enter,
  world,
}) => {
  const sanne = await enter("sanne", account("emma", "/professionals"));
  const elsewhere = await enter("sanne", account("emma", "/tools"));
  expect(await guidesOf(elsewhere)).toEqual({
    ...Object.fromEntries(titles.map((title) => [title, "door jou"])),
    "Ontspannen ademen": "onbegeleid",
  });

  await relate(sanne, "Daan Visser");
  await transferTools(sanne, "Sanne Bakker", "Daan Visser");
  await expect(dialog(sanne).getByText("Er wordt geen tool onbegeleid.")).toBeVisible();
  await breakRelation(sanne);
  await expect(sanne).toHaveURL(/\/clients$/);
  await expect(sanne.getByText("Emma de Jong")).toHaveCount(0);
  // The other open page knows it at once, without a touch, and says why; whom it was about it no longer says.
  await expect(elsewhere.getByRole("heading", { name: relationEnded })).toBeFocused();
  await expect(elsewhere.getByText(/^Sinds \d\d:\d\d hoort deze cliënt niet meer bij jouw caseload/)).toBeVisible();
  await expect(elsewhere.getByText("Noor Smit")).toBeVisible();
  await expect(elsewhere.getByText(/Emma|20431|Piekeren de baas/)).toHaveCount(0);
  await expect(elsewhere).not.toHaveTitle(/Emma/);
  await elsewhere.getByRole("link", { name: "Naar mijn cliënten" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Cliënten" })).toBeVisible();
  await elsewhere.goBack();
  await expect(elsewhere.getByRole("heading", { name: notHere })).toBeVisible();
  await expect(elsewhere.getByText(relationEnded)).toHaveCount(0);

  const daan = await enter("daan", account("emma", "/tools"));
  expect(await guidesOf(daan)).toEqual({
    ...Object.fromEntries(titles.map((title) => [title, "door jou"])),
    "Ontspannen ademen": "onbegeleid",
  });
  await mailTo(world, demoPeople.daan.email, /overgedragen/);

  const emma = await enter("emma", "/circle");
  await emma.getByRole("button", { name: "Lijst" }).click();
  await expect(emma.getByText("Daan Visser").first()).toBeVisible();
  await expect(emma.getByText("Sanne Bakker", { exact: true })).toHaveCount(0);
});

test("T-05 the same in one step with Transfer client, after a preview", async ({ enter }) => {
  const sanne = await enter("sanne", account("emma", "/professionals"));
  await sanne.getByRole("button", { name: "Cliënt overdragen van Sanne Bakker" }).click();
  await dialog(sanne).getByRole("searchbox").fill("Daan");
  await dialog(sanne).getByRole("radio", { name: "Daan Visser" }).check();
  await expect(dialog(sanne).getByText(/3 tools gaan naar Daan Visser/)).toBeVisible();
  await expect(dialog(sanne).getByText(/1 feedbackmoment staat open/)).toBeVisible();
  await expect(dialog(sanne).getByText(/valt weg uit \d gesprek/)).toBeVisible();
  await dialog(sanne).getByRole("button", { name: "Draag over aan Daan" }).click();
  await expect(sanne).toHaveURL(/\/clients$/);

  const daan = await enter("daan", account("emma", "/tools"));
  expect(Object.values(await guidesOf(daan)).filter((guide) => guide === "door jou")).toHaveLength(3);
});

test("T-03 the same without transferring: Emma sees that her tool is unguided and its feedback moment off", async ({
  enter,
}) => {
  const emma = await enter("emma", "/tools");
  await emma.getByRole("link", { name: "Piekeren de baas" }).click();
  await expect(emma.getByText("Je wacht op feedback van Sanne Bakker.")).toBeVisible();

  const sanne = await enter("sanne", account("emma", "/professionals"));
  await sanne.getByRole("button", { name: "Relatie beheren van Sanne Bakker" }).click();
  await expect(dialog(sanne).getByText(/Nu zouden 3 tools onbegeleid worden/)).toBeVisible();
  for (const title of titles) await expect(dialog(sanne).getByText(title).first()).toBeVisible();
  await breakRelation(sanne);
  await expect(sanne).toHaveURL(/\/clients$/);

  await expect(emma.getByText(/Deze tool is onbegeleid/)).toBeVisible();
  await expect(emma.getByText("Je wacht op feedback van Sanne Bakker.")).toHaveCount(0);
  await expect(emma.getByRole("button", { name: "Bewaren en verder" })).toBeVisible();
});

test("R-02 R-04 T-04 Sanne is suddenly ill: Daan can't reach Emma and finds the secretary; Noor relates him and moves the tools", async ({
  enter,
}) => {
  const daan = await enter("daan", account("emma"));
  await expect(daan.getByText(notHere)).toBeVisible();
  await expect(daan.getByText(/Noor Smit/)).toBeVisible();
  await expect(daan.getByText("Emma")).toHaveCount(0);
  await daan.goto("/professionals");
  await daan.getByRole("button", { name: "Secretariaat" }).click();
  await expect(daan.getByRole("link", { name: /Noor Smit/ })).toBeVisible();
  await expect(daan.getByRole("link", { name: /Sanne Bakker/ })).toHaveCount(0);
  await daan.goto("/clients");
  await expect(daan.getByText("Lucas Meijer")).toBeVisible();

  const noor = await enter("noor", account("emma", "/professionals"));
  await relate(noor, "Daan Visser");
  // Daan sees his new client without a touch.
  await expect(daan.getByText("Emma de Jong")).toBeVisible();
  await transferTools(noor, "Sanne Bakker", "Daan Visser");
  await expect(dialog(noor).getByText("Er wordt geen tool onbegeleid.")).toBeVisible();
  await noor.getByRole("button", { name: "Sluiten" }).click();
  await expect(rowOfProfessional(noor, "Daan Visser")).toContainText("begeleidt 3 tools");
  await noor.goto(account("emma", "/contact-history"));
  await expect(noor.getByText(notHere)).toBeVisible();
});
