import { account, dialog } from "../support/care.ts";
import { expect, test } from "../support/story.ts";

test("R-09 Noor deactivates Emma's account: Sanne's open page says so at once and offers nothing more, until Noor activates it again", async ({
  enter,
}) => {
  test.setTimeout(120_000);
  const sanne = await enter("sanne", account("emma", "/tools"));
  const offers = ["Tool toewijzen", "Behandelaar relateren", "Cliënt overdragen van Sanne Bakker"];
  await expect(sanne.getByRole("button", { name: "Tool toewijzen" })).toBeVisible();

  const noor = await enter("noor", account("emma", "/details"));
  await noor.getByRole("button", { name: "Deactiveren…" }).click();
  await dialog(noor).getByRole("button", { name: "Deactiveer account" }).click();
  await expect(noor.getByText("Dit account is gedeactiveerd.")).toBeVisible();
  await expect(noor.getByRole("button", { name: "Wijzig gegevens" })).toHaveCount(0);
  await expect(noor.getByRole("button", { name: "Weer activeren…" })).toBeVisible();

  await expect(sanne.getByText("Dit account is gedeactiveerd.")).toBeVisible();
  for (const section of ["/tools", "/professionals", ""]) {
    await sanne.goto(account("emma", section));
    await expect(sanne.getByText("Dit account is gedeactiveerd.")).toBeVisible();
    await expect(sanne.getByText("Sanne Bakker").or(sanne.getByText("door jou")).first()).toBeVisible();
    for (const name of offers) await expect(sanne.getByRole("button", { name })).toHaveCount(0);
  }
  await sanne.goto(account("emma", "/tools"));
  await sanne.getByRole("link", { name: "Piekeren de baas" }).click();
  await expect(sanne.getByText("Jij begeleidt deze tool.")).toBeVisible();
  await expect(sanne.getByRole("button", { name: /feedback|begeleiden/ })).toHaveCount(0);
  await sanne.screenshot({ path: test.info().outputPath("deactivated.png") });

  await noor.getByRole("button", { name: "Weer activeren…" }).click();
  await dialog(noor).getByRole("button", { name: "Activeer account" }).click();
  await expect(sanne.getByText("Dit account is gedeactiveerd.")).toHaveCount(0);
  await expect(sanne.getByRole("button", { name: "Geef feedback" })).toBeVisible();
});
