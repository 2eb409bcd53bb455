import type { Page } from "@playwright/test";
import { conversationOf, thread } from "../support/conversation.ts";
import { type Enter, expect, test } from "../support/journey.ts";

const circle = conversationOf("emma", "sanne", "fatima", "youssef").path;
const weather = "https://www.buienradar.nl/";
const secret = "Moe, maar ik ben wel opgestaan.";

/** A client's browser with something to hide, and a second tab; the weather page is ours, for there is no network here. */
async function enterWithSomethingToHide(
  enter: Enter,
  faults: string[],
): Promise<{ page: Page; left(): Promise<void> }> {
  const page = await enter("emma", { own: true, path: "/conversations" });
  await page
    .context()
    .route(`${weather}**`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Weer</title><h1>Droog</h1>" }),
    );
  await page.locator(`a[href="${circle}"]`).click();
  await expect(thread(page).message(secret).first()).toBeVisible();
  const otherTab = await page.context().newPage();
  await otherTab.goto(circle);
  await expect(thread(otherTab).message(secret).first()).toBeVisible();

  const left = async (): Promise<void> => {
    await expect(page).toHaveURL(weather);
    await expect(otherTab).toHaveURL(/\/sign-in/);
    await expect(otherTab.getByText(secret)).toHaveCount(0);
    await expect.poll(async () => (await page.context().request.get("/api/v1/me")).status()).toBe(401);

    await page.goBack();
    await expect(page, "nor does the address tell where one was").toHaveURL(/\/sign-in$/);
    await expect(page.getByText(secret)).toHaveCount(0);
    await page.goBack();
    await expect(page.getByText(secret)).toHaveCount(0);
    const leaving = faults.splice(0).filter((fault) => !fault.startsWith(`left the origin: ${weather}`));
    faults.push(...leaving);
  };
  return { page, left };
}

test.describe("quick exit", () => {
  test("the button leaves, ends the session on the server, and going back shows nothing", async ({ enter, faults }) => {
    const { page, left } = await enterWithSomethingToHide(enter, faults);
    await page.locator(".thread").getByRole("button", { name: "Snel weg" }).click();
    await left();
  });

  test("so does Shift three times, also while writing", async ({ enter, faults }) => {
    const { page, left } = await enterWithSomethingToHide(enter, faults);
    await thread(page).field.focus();
    for (let times = 0; times < 3; times++) await page.keyboard.press("Shift");
    await left();
  });

  test("a key between is no exit, and professionals have none", async ({ enter }) => {
    const page = await enter("emma", { path: circle });
    await thread(page).field.focus();
    for (const key of ["Shift", "Shift", "a", "Shift"]) await page.keyboard.press(key);
    await expect(thread(page).field).toHaveValue("a");
    await thread(page).field.fill("");

    const sanne = await enter("sanne", { path: circle });
    await thread(sanne).field.focus();
    for (let times = 0; times < 4; times++) await sanne.keyboard.press("Shift");
    await expect(sanne.getByRole("button", { name: "Snel weg" })).toHaveCount(0);
    await expect(thread(sanne).message(secret).first()).toBeVisible();
  });

  test("titles name nobody", async ({ enter }) => {
    const page = await enter("emma", { path: circle });
    for (const path of [circle, "/", "/conversations", "/inbox", "/profile"]) {
      await page.goto(path);
      await expect(page).toHaveTitle(/^(\(\d+\+?\) )?(Start|Gesprek|Gesprekken|Meldingen|Profiel) · Kring$/);
    }
  });
});
