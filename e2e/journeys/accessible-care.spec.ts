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
      { name: "own related persons", path: "/related-persons" },
      {
        name: "invite a related person, with errors",
        path: "/related-persons",
        prepare: async (page) => {
          await page.getByRole("button", { name: "Naaste uitnodigen" }).click();
          await page.getByRole("button", { name: "Nodig uit", exact: true }).click();
          await expect(page.getByText("Vul dit in.").first()).toBeVisible();
        },
      },
      {
        name: "manage a related person",
        path: "/related-persons",
        prepare: async (page) => {
          await page.getByRole("button", { name: /^Band beheren.*Fatima/ }).click();
          await expect(page.getByRole("button", { name: "Verbreek de band" })).toBeVisible();
        },
      },
      {
        name: "an invitation by a therapist",
        path: "/related-persons",
        prepare: async (page) => {
          await page.getByRole("link", { name: /^Wat betekent dit.*Pieter/ }).click();
          await expect(page.getByRole("button", { name: "Ik gaf geen toestemming" })).toBeVisible();
        },
      },
    ]);
  });

  test("what a related person has, and the information sheet", async ({ enter }) => {
    await expectAllAccessible(await enter("fatima"), [
      ...pagesOf("/", "/circle", "/tools", "/invitations", "/information-sheet"),
      {
        name: "end one's own account",
        path: "/profile",
        prepare: async (page) => {
          await page.getByRole("button", { name: "Beëindig mijn account…" }).click();
          await expect(page.getByRole("dialog")).toBeVisible();
        },
      },
    ]);
  });

  test("what a secretary and an application manager have", async ({ enter }) => {
    await expectAllAccessible(await enter("noor"), [
      ...pagesOf("/clients", "/clients/new", "/clients/proposals", `/professionals/${demoPeople.sanne.accountId}`),
      { name: "account as a secretary", path: account("emma", "/professionals") },
    ]);
    await expectAllAccessible(
      await enter("ruben"),
      pagesOf(
        "/professionals",
        `/professionals/${demoPeople.daan.accountId}`,
        "/settings",
        "/log",
        "/access-requests",
        "/exports",
      ),
    );
  });
});
