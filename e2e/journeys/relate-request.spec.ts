import { demoPeople } from "@kring/testing";
import { account, rowOfProfessional, sendRequest } from "../support/care.ts";
import { expect, mailTo, test } from "../support/story.ts";

const message = "Dag Emma, ik neem je behandeling graag over. Vraag gerust.";

test("Q-01…Q-08 requests on: rejected, sent again and accepted, cancelled in time, cancelled too late", async ({
  enter,
  world,
}) => {
  test.setTimeout(120_000);
  const ruben = await enter("ruben", "/settings");
  await ruben.getByRole("switch", { name: "Relatieverzoeken" }).click();
  await expect(ruben.getByRole("switch", { name: "Relatieverzoeken" })).toBeChecked();

  const emma = await enter("emma");
  const noor = await enter("noor", account("emma", "/professionals"));
  await sendRequest(noor, "Daan Visser", message);

  // Live: Emma touched nothing.
  const task = emma.getByRole("link", { name: /Mag Daan Visser in je account\?/ });
  await expect(task).toBeVisible();
  const mail = await mailTo(world, demoPeople.emma.email, /wacht een verzoek/);
  expect(mail).not.toMatch(/Daan|Noor|behandeling graag/);
  await task.click();
  await expect(emma.getByRole("heading", { level: 1, name: "Mag Daan Visser in je account?" })).toBeVisible();
  await expect(emma.getByText(message)).toBeVisible();
  await expect(emma.getByText(/Gevraagd door Noor Smit/)).toBeVisible();
  for (const tool of ["Piekeren de baas", "Slaapdagboek", "Stemming per week", "Ontspannen ademen"])
    await expect(emma.getByText(tool)).toBeVisible();
  await expect(emma.getByText("Gesprekken waar Daan niet in zit")).toBeVisible();
  await emma.getByRole("button", { name: "Nee, niet doen" }).click();
  await expect(emma.getByRole("heading", { name: "Je zei nee" })).toBeVisible();
  await mailTo(world, demoPeople.daan.email, /niet geaccepteerd/);
  await expect(noor.getByRole("heading", { name: "Afgewezen relatieverzoeken" })).toBeVisible();

  await sendRequest(noor, "Daan Visser", "");
  await emma.goto("/");
  await emma.getByRole("link", { name: /Mag Daan Visser in je account\?/ }).click();
  await emma.getByRole("button", { name: "Ja, dat mag" }).click();
  await expect(emma.getByRole("heading", { name: "Je zei ja" })).toBeVisible();
  await expect(rowOfProfessional(noor, "Daan Visser")).toBeVisible();
  await mailTo(world, demoPeople.daan.email, /is geaccepteerd/);

  const forLucas = await enter("noor", account("lucas", "/professionals"));
  const lucas = await enter("lucas");
  await sendRequest(forLucas, "Sanne Bakker", "");
  await lucas.getByRole("link", { name: /Mag Sanne Bakker in je account\?/ }).click();
  await forLucas.getByRole("button", { name: "Verzoek beheren voor Sanne Bakker" }).click();
  await forLucas.getByRole("button", { name: "Trek verzoek in" }).click();
  await expect(lucas.getByRole("heading", { name: "Dit verzoek is ingetrokken" })).toBeVisible();
  await expect(lucas.getByRole("button", { name: "Ja, dat mag" })).toHaveCount(0);

  await sendRequest(forLucas, "Sanne Bakker", "");
  await forLucas.getByRole("button", { name: "Verzoek beheren voor Sanne Bakker" }).click();
  await lucas.goto("/");
  await lucas.getByRole("link", { name: /Mag Sanne Bakker in je account\?/ }).click();
  const cancelling = forLucas.waitForResponse((response) => response.request().method() === "DELETE");
  // Her press is on its way while Lucas answers: he is first.
  await forLucas.route("**/api/v1/relate-requests/*", async (route) => {
    await lucas.getByRole("button", { name: "Ja, dat mag" }).click();
    await expect(lucas.getByRole("heading", { name: "Je zei ja" })).toBeVisible();
    await route.continue();
  });
  await forLucas.getByRole("button", { name: "Trek verzoek in" }).click();
  expect((await (await cancelling).json()).code).toBe("request-not-open");
  await expect(rowOfProfessional(forLucas, "Sanne Bakker")).toBeVisible();
});
