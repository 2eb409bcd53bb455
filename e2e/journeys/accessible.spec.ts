import type { Page } from "@playwright/test";
import { expectAccessible, expectAllAccessible, OF_COLOUR, type Shown, STANDARDS } from "../support/axe.ts";
import { conversationOf, rowOf, thread } from "../support/conversation.ts";
import { expect, test } from "../support/journey.ts";

const circle = conversationOf("emma", "sanne", "fatima", "youssef").path;

const heading = (page: Page, name: string) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

const publicPages: Shown[] = [
  { name: "sign-in", path: "/sign-in", prepare: (page) => heading(page, "Aanmelden") },
  {
    name: "sign-in with errors",
    path: "/sign-in",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Aanmelden" }).click();
      await expect(page.getByText("Vul je wachtwoord in.")).toBeVisible();
    },
  },
  {
    name: "code at sign-in",
    path: "/sign-in",
    prepare: async (page) => {
      await page.route("**/api/v1/sign-in", (route) => route.fulfill({ json: { state: "second-factor-required" } }));
      await page.getByLabel("E-mailadres").fill("sanne.bakker@kring.example");
      await page.getByLabel("Wachtwoord", { exact: true }).fill("any");
      await page.getByRole("button", { name: "Aanmelden" }).click();
      await expect(page.getByLabel("Code van zes cijfers")).toBeVisible();
    },
  },
  {
    name: "forgotten password",
    path: "/forgotten-password",
    prepare: (page) => heading(page, "Wachtwoord vergeten"),
  },
  {
    name: "link that no longer works",
    path: "/reset-password",
    prepare: (page) => heading(page, "Deze link werkt niet meer"),
  },
  {
    name: "new password",
    path: "/reset-password#token=0123456789abcdef",
    prepare: async (page) => {
      await page.reload();
      await heading(page, "Kies een nieuw wachtwoord");
    },
  },
  {
    name: "mails of a kind",
    path: "/unsubscribe#token=0123456789abcdef",
    prepare: (page) => heading(page, "Deze mails niet meer krijgen?"),
  },
];

const conversationPages: Shown[] = [
  { name: "home", path: "/" },
  { name: "conversations", path: "/conversations", prepare: (page) => expect(rowOf(page, circle)).toBeVisible() },
  { name: "conversation", path: circle, prepare: (page) => expect(thread(page).messages).not.toHaveCount(0) },
  {
    name: "details",
    path: circle,
    prepare: async (page) => {
      await page.getByRole("button", { name: "Wie leest mee" }).click();
      await expect(thread(page).details).toBeVisible();
    },
  },
];

const otherPages: Shown[] = [
  { name: "inbox", path: "/inbox" },
  { name: "profile", path: "/profile" },
  { name: "sign-in and devices", path: "/profile/security" },
  {
    name: "mails",
    path: "/profile/notifications",
    prepare: async (page) => {
      await page.getByText("Per soort").first().click();
      const quiet = page.getByRole("switch", { name: "Stille uren gebruiken" });
      // Kept from one look at the page to the next.
      if (!(await quiet.isChecked())) await quiet.click();
      await expect(page.getByLabel("Tot", { exact: true })).toBeVisible();
    },
  },
  {
    name: "set up a second factor",
    path: "/profile/security",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Stel in" }).click();
      await page.getByLabel("Wachtwoord", { exact: true }).fill("kring-demo-2026");
      await page.getByRole("button", { name: "Verder" }).click();
      await expect(page.getByRole("img", { name: "QR-code voor je authenticator-app" })).toBeVisible();
    },
  },
  { name: "not found", path: "/nowhere" },
  { name: "conversation not found", path: "/conversations/00000000-0000-4000-8000-000000000999" },
];

test.describe("axe, WCAG 2.2 AA and best practice, light and dark", () => {
  test.describe.configure({ mode: "parallel" });
  test.slow();

  test("the pages before signing in", async ({ enter }) => {
    await expectAllAccessible(await enter(null), publicPages);
  });

  test("the pages of a therapist", async ({ enter }) => {
    await expectAllAccessible(await enter("sanne"), [...conversationPages, ...otherPages]);
  });

  test("the pages of a related person", async ({ enter }) => {
    await expectAllAccessible(await enter("fatima"), conversationPages);
  });

  test("the gallery of all components in every theme", async ({ enter }) => {
    const page = await enter(null, { path: "/gallery" });
    await heading(page, "Componenten");
    for (const theme of ["light", "dark", "contrast", "contrast-dark"]) {
      await page.evaluate((chosen) => localStorage.setItem("kring.theme", chosen), theme);
      await page.reload();
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expectAccessible(page, `gallery, ${theme}`, theme === "light" ? { tags: STANDARDS } : { only: OF_COLOUR });
      const whole = await page.screenshot({ fullPage: true, animations: "disabled", scale: "css" });
      expect(whole.length).toBeGreaterThan(100_000);
      await test.info().attach(`the whole gallery, ${theme}`, { body: whole, contentType: "image/png" });
    }
  });
});
