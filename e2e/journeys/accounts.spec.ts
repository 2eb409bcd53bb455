import { conversationOf, thread } from "../support/conversation.ts";
import { expect, stage, test } from "../support/journey.ts";
import { record } from "../support/recorder.ts";

const withSanne = conversationOf("noor", "sanne");
const said = "Dan zet ik het klaar.";

test("two accounts in one sign-in: after switching nothing of the other is left, and nothing of it comes in", async ({
  enter,
}) => {
  await stage.addAccount("noor", "client", "Nora Smit");
  const page = await enter("noor", { own: true, path: withSanne.path });
  await expect(thread(page).message(said)).toBeVisible();
  await thread(page).field.fill("Een halve zin");
  const otherTab = await page.context().newPage();
  await otherTab.goto(withSanne.path);
  await expect(thread(otherTab).message(said)).toBeVisible();

  await page.getByRole("link", { name: "Noor profiel en instellingen" }).click();
  await page.getByRole("button", { name: "Wissel naar cliënt" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Nora");
  await expect(page.getByRole("button", { name: "Snel weg" })).toBeVisible();
  await expect(otherTab.getByRole("heading", { name: "Deze pagina is er niet, of niet voor jou" })).toBeVisible();
  await expect(otherTab.getByText(said)).toHaveCount(0);

  const recorder = record(page);
  await page.goto("/conversations");
  await expect(page.getByText("Nog geen gesprekken.")).toBeVisible();
  await expect.poll(() => recorder.sizes().frames).toBeGreaterThan(2);
  const elsewhere = await enter("noor", { path: withSanne.path });
  await expect(thread(elsewhere).messages).not.toHaveCount(0);
  await stage.write("sanne", withSanne.id, ["Alleen voor het secretariaat"]);
  await expect(thread(elsewhere).message("Alleen voor het secretariaat")).toBeVisible();
  expect(await recorder.find([said, "Alleen voor het secretariaat", "Een halve zin", "Sanne", withSanne.id])).toEqual(
    new Map(),
  );

  await page.goto("/profile");
  await page.getByRole("button", { name: "Wissel naar professional" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Noor");
  await page.goto(withSanne.path);
  await expect(thread(page).message("Alleen voor het secretariaat")).toBeVisible();
  await expect(thread(page).field).toHaveValue("");
});
