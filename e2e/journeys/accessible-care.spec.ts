import { demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { expectAllAccessible, type Shown } from "../support/axe.ts";
import { account } from "../support/care.ts";
import { expect, test } from "../support/journey.ts";

const pagesOf = (...paths: string[]): Shown[] => paths.map((path) => ({ name: path, path }));

const openTool = async (page: Page) => {
  await page.getByRole("link", { name: "Piekeren de baas" }).click();
  await expect(
    page
      .getByRole("heading", { level: 1 })
      .or(page.getByRole("heading", { level: 2 }))
      .first(),
  ).toBeVisible();
};

const sections = [
  "",
  "/professionals",
  "/related-persons",
  "/tools",
  "/tasks",
  "/conversations",
  "/contact-history",
  "/details",
];

test.describe("axe, WCAG 2.2 AA and best practice, light and dark", () => {
  test.slow();

  test("the account of a client, and what a therapist has besides", async ({ enter }) => {
    await expectAllAccessible(await enter("sanne"), [
      ...pagesOf("/", "/clients", "/clients/new", "/requests", "/professionals", "/tasks"),
      ...sections.map((section) => ({ name: `account${section}`, path: account("emma", section) })),
      { name: "tool of a client", path: account("emma", "/tools"), prepare: openTool },
      {
        name: "manage relation",
        path: account("emma", "/professionals"),
        prepare: async (page) => {
          await page.getByRole("button", { name: "Relatie beheren van Sanne Bakker" }).click();
          await expect(page.getByRole("button", { name: "Relatie verbreken…" })).toBeVisible();
        },
      },
      { name: "a client who isn't hers", path: account("lucas") },
    ]);
  });

  test("what a client has", async ({ enter }) => {
    await expectAllAccessible(await enter("emma"), [
      ...pagesOf("/", "/circle", "/tools", "/contact-history", "/tasks"),
      {
        name: "circle as a list",
        path: "/circle",
        prepare: (page) => page.getByRole("button", { name: "Lijst" }).click(),
      },
      { name: "own tool", path: "/tools", prepare: openTool },
    ]);
  });

  test("what a secretary and an application manager have", async ({ enter }) => {
    await expectAllAccessible(await enter("noor"), [
      ...pagesOf("/clients", "/clients/new", "/clients/proposals", `/professionals/${demoPeople.sanne.accountId}`),
      { name: "account as a secretary", path: account("emma", "/professionals") },
    ]);
    await expectAllAccessible(
      await enter("ruben"),
      pagesOf("/professionals", `/professionals/${demoPeople.daan.accountId}`, "/settings", "/log"),
    );
  });
});
