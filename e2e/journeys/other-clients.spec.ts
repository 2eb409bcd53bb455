import { demoPeople } from "@kring/testing";
import { account, dialog } from "../support/care.ts";
import { expect, mailTo, test } from "../support/story.ts";

const motivation = "Ik neem de caseload van Sanne waar en bereid dat voor.";
const notHere = "Deze pagina is er niet, of niet voor jou";
const accessEnded = "Je tijdelijke toegang is beëindigd";

test("Q-03 Q-04 A-02 search on: a motivation, Emma by date of birth, temporary access that reads and can't write, seen by Ruben and by Emma; off again", async ({
  enter,
}) => {
  test.setTimeout(120_000);
  const ruben = await enter("ruben", "/settings");
  const daan = await enter("daan", "/clients");
  await expect(daan.getByRole("link", { name: "Andere cliënten" })).toHaveCount(0);
  await ruben.getByRole("switch", { name: "Zoeken buiten caseload" }).click();
  await expect(ruben.getByRole("switch", { name: "Zoeken buiten caseload" })).toBeChecked();

  // Live: the tab is there without a touch.
  await daan.getByRole("link", { name: "Andere cliënten" }).click();
  await daan.getByLabel("Motivatie").fill("kort");
  await daan.getByRole("button", { name: "Verder naar zoeken" }).click();
  await expect(daan.getByText("Schrijf ten minste 10 tekens.")).toBeVisible();
  await daan.getByLabel("Motivatie").fill(motivation);
  await daan.getByRole("button", { name: "Verder naar zoeken" }).click();
  await daan.getByLabel("Zoek op").selectOption({ label: "Geboortedatum" });
  await daan.getByRole("textbox", { name: "Geboortedatum" }).fill("1996-02-14");
  await daan.getByRole("button", { name: "Zoek", exact: true }).click();
  const results = daan.getByRole("table", { name: "Gevonden cliënten" });
  await expect(results).toContainText("Emma de Jong");
  await expect(results).toContainText("20431");
  await expect(results).toContainText("1996");
  await expect(results).not.toContainText("emma.dejong@");
  await expect(daan.getByText("Nog 19 zoekacties dit uur.")).toBeVisible();

  await daan.getByRole("button", { name: "Tijdelijke toegang tot Emma de Jong" }).click();
  await dialog(daan).getByRole("button", { name: "Open het account" }).click();
  await expect(daan).toHaveURL(new RegExp(`${demoPeople.emma.accountId}`));
  await expect(daan.getByText("Tijdelijke toegang, alleen lezen.")).toBeVisible();
  await daan.goto(account("emma", "/tools"));
  await expect(daan.getByRole("link", { name: "Piekeren de baas" })).toBeVisible();
  await expect(daan.getByRole("button", { name: "Tool toewijzen" })).toHaveCount(0);
  const refused = await daan.evaluate(
    async ([id]) => {
      const answer = await fetch(`/api/v1/clients/${id}/tools`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ catalogueKey: "slaapdagboek", guided: true }),
      });
      return (await answer.json()).code;
    },
    [demoPeople.emma.accountId],
  );
  expect(refused).toBe("read-only");

  const emma = await enter("emma", "/contact-history");
  await expect(emma.getByText(/kreeg tijdelijke toegang/).first()).toBeVisible();
  await expect(emma.getByText(motivation)).toHaveCount(0);
  await ruben.goto("/log");
  await expect(ruben.getByText(motivation).first()).toBeVisible();

  await daan.getByRole("button", { name: "Stop nu" }).click();
  await daan.goto(account("emma", "/tools"));
  await expect(daan.getByText(notHere)).toBeVisible();

  await ruben.goto("/settings");
  await ruben.getByRole("switch", { name: "Zoeken buiten caseload" }).click();
  await expect(ruben.getByRole("switch", { name: "Zoeken buiten caseload" })).not.toBeChecked();
  await daan.goto("/clients");
  await expect(daan.getByText("Lucas Meijer")).toBeVisible();
  await expect(daan.getByRole("link", { name: "Andere cliënten" })).toHaveCount(0);
  await daan.goto("/clients/other");
  await expect(daan.getByText(notHere)).toBeVisible();
});

test("Q-04 temporary access ends by its time on an open page, and switching the setting off ends it too", async ({
  enter,
  world,
}) => {
  test.setTimeout(120_000);
  const ruben = await enter("ruben", "/settings");
  await ruben.getByRole("switch", { name: "Zoeken buiten caseload" }).click();
  await expect(ruben.getByRole("switch", { name: "Zoeken buiten caseload" })).toBeChecked();
  const daan = await enter("daan", "/clients");
  const obtain = () =>
    daan.evaluate(
      async ([motivation, clientId]) => {
        const post = async (path: string, body: unknown) =>
          (
            await fetch(path, {
              method: "POST",
              headers: { "content-type": "application/json" },
              body: JSON.stringify(body),
            })
          ).json();
        const filter = { by: "client-number", value: "20431" };
        const { id } = await post("/api/v1/client-searches", { motivation, filter });
        return post(`/api/v1/client-searches/${id}/temporary-access`, { clientId });
      },
      [motivation, demoPeople.emma.accountId],
    );
  await obtain();
  await daan.goto(account("emma", "/tools"));
  await expect(daan.getByRole("link", { name: "Slaapdagboek" })).toBeVisible();
  await world.databases.query(
    "accounts",
    "UPDATE temporary_access SET until = now() + interval '2 seconds' WHERE ended_at IS NULL",
  );
  await expect(daan.getByRole("heading", { name: accessEnded })).toBeVisible();
  await expect(daan.getByRole("link", { name: "Slaapdagboek" })).toHaveCount(0);

  await obtain();
  await daan.goto(account("emma", "/tools"));
  await expect(daan.getByRole("link", { name: "Slaapdagboek" })).toBeVisible();
  await ruben.reload();
  await ruben.getByRole("switch", { name: "Zoeken buiten caseload" }).click();
  await ruben.getByRole("dialog").getByRole("button", { name: "Zet uit" }).click();
  await expect(daan.getByRole("heading", { name: accessEnded })).toBeVisible();
  await mailTo(world, demoPeople.emma.email, /tijdelijke toegang/);
});
