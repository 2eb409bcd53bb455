import { randomUUID } from "node:crypto";
import { demoPeople } from "@kring/testing";
import { expect, mailTo, test } from "../support/story.ts";

test("N-05 Ruben sends a mail again that did not arrive, and sees it leave the list without asking anew", async ({
  enter,
  world,
}) => {
  const { accountId, email } = demoPeople.noor;
  await world.databases.query(
    "accounts",
    `INSERT INTO failed_mail (id, queue, payload, account_id, reason)
     VALUES ($1, 'notification-mail', $2, $3, 'refused')`,
    [randomUUID(), JSON.stringify({ accountId, kind: "task-for-secretary", link: "/tasks" }), accountId],
  );
  const looks = async () => {
    const rows = await world.databases.query("accounts", "SELECT FROM log_line WHERE action = 'viewed-failed-mails'");
    return rows.length;
  };
  const ruben = await enter("ruben", "/failed-mails");
  await expect(ruben.getByText("De mailserver kent dit adres niet.")).toBeVisible();
  const looked = await looks();
  await ruben.getByRole("button", { name: /^Verstuur opnieuw/ }).click();
  await expect(ruben.getByText("onderweg")).toBeVisible();
  await mailTo(world, email, /taak op het secretariaat/);
  await expect(ruben.getByText("Alles is aangekomen")).toBeVisible({ timeout: 20_000 });
  // A page that reads itself again is no new look.
  expect(await looks()).toBe(looked);
});
