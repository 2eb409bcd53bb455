import { demoPeople } from "@kring/testing";
import { account } from "../support/care.ts";
import { expect, test } from "../support/story.ts";

test("R-01 R-02 T-04 Ruben gives himself the secretary role and takes it back; he can't relate himself, and stays the last application manager", async ({
  enter,
}) => {
  const ruben = await enter("ruben", `/professionals/${demoPeople.ruben.accountId}`);
  const role = (name: string) => ruben.getByRole("checkbox", { name: new RegExp(`^${name}`) });
  const save = () => ruben.getByRole("button", { name: "Bewaar rollen" }).click();
  await role("Secretariaat").check();
  await role("Behandelaar").check();
  await save();
  await expect(ruben.getByText("De rollen van Ruben Mulder zijn gewijzigd.")).toBeVisible();

  // As a secretary he reaches every client's arrangements; relating himself he can't.
  await ruben.goto(account("emma", "/professionals"));
  await ruben.getByRole("button", { name: "Behandelaar relateren" }).click();
  await ruben.getByRole("searchbox", { name: "Zoek een collega" }).fill("Ruben");
  await expect(ruben.getByText("Geen collega gevonden.")).toBeVisible();
  const refused = await ruben.evaluate(
    async ([client, own]) => {
      const answer = await fetch(`/api/v1/clients/${client}/relations`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ professionalId: own }),
      });
      return (await answer.json()).code;
    },
    [demoPeople.emma.accountId, demoPeople.ruben.accountId],
  );
  expect(refused).toBe("not-yourself");

  await ruben.goto(`/professionals/${demoPeople.ruben.accountId}`);
  await role("Secretariaat").uncheck();
  await save();
  await expect(ruben.getByText("De rollen van Ruben Mulder zijn gewijzigd.")).toBeVisible();
  await ruben.goto(account("emma", "/professionals"));
  await expect(ruben.getByText("Deze pagina is er niet, of niet voor jou")).toBeVisible();

  await ruben.goto(`/professionals/${demoPeople.ruben.accountId}`);
  await role("Applicatiebeheerder").uncheck();
  await save();
  await expect(ruben.getByText("Geef eerst iemand anders de rol van applicatiebeheerder.")).toBeVisible();
  await ruben.reload();
  await expect(role("Applicatiebeheerder")).toBeChecked();
});
