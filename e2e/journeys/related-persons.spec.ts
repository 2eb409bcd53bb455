import type { World } from "@kring/testing";
import type { Page } from "@playwright/test";
import { expectAccessible, STANDARDS } from "../support/axe.ts";
import { account, dialog } from "../support/care.ts";
import { type Enter, expect, mailTo, test } from "../support/story.ts";

const mila = { name: "Mila Jansen", email: "mila.jansen@kring.example", password: "een zin voor Mila 2026" };

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

const numberOf = (page: Page) => page.getByRole("paragraph").filter({ hasText: "naasten uitgenodigd door Emma." });

const isAccessible = (page: Page, name: string) => expectAccessible(page, name, { tags: STANDARDS });

async function inviteAsClient(emma: Page): Promise<void> {
  await emma.getByRole("button", { name: "Naaste uitnodigen" }).click();
  await dialog(emma).getByLabel("Naam", { exact: true }).fill(mila.name);
  await dialog(emma).getByLabel("E-mailadres").fill(mila.email);
  await dialog(emma).getByRole("button", { name: "Nodig uit" }).click();
  await expect(row(emma, mila.name).getByText("uitgenodigd", { exact: true })).toBeVisible();
}

/** The mail of an invitation, and the address in it. */
async function invitationFor(world: World, email: string): Promise<{ mail: string; address: string }> {
  const mail = await mailTo(world, email, /\/invitation#token=/);
  const address = /http\S+\/invitation#token=\S+/.exec(mail)?.[0] ?? "";
  return { mail, address: address.replace(world.origin, "") };
}

/** From the mail to the question: a password, signing in, and there it is. */
async function openInvitation(enter: Enter, world: World): Promise<Page> {
  const { mail, address } = await invitationFor(world, mila.email);
  expect(mail).not.toMatch(/Emma|Sanne|Mila/);
  const page = await enter(null, address);
  await expect(page.getByRole("heading", { name: "Welkom", exact: true })).toBeVisible();
  await expect(page.getByText(/Emma|Mila/)).toHaveCount(0);
  await page.getByLabel("Wachtwoord", { exact: true }).fill(mila.password);
  await page.getByRole("button", { name: "Neem mijn account in gebruik" }).click();
  await page.getByRole("link", { name: "Naar aanmelden" }).click();
  await page.getByLabel("E-mailadres").fill(mila.email);
  await page.getByLabel("Wachtwoord", { exact: true }).fill(mila.password);
  await page.getByRole("button", { name: "Aanmelden" }).click();
  await expect(page.getByRole("heading", { name: "Wil je naaste van Emma de Jong zijn?" })).toBeVisible();
  return page;
}

test("P-03 P-04 V-03 Emma invites Mila, who opens the mail, agrees and calls herself Ster; Sanne sees that Emma invited 3, and nothing more", async ({
  world,
  enter,
}) => {
  const emma = await enter("emma", "/related-persons");
  const sanne = await enter("sanne", account("emma", "/related-persons"));
  await expect(numberOf(sanne)).toHaveText(/^2\s*naasten/);
  await inviteAsClient(emma);
  const page = await openInvitation(enter, world);
  await isAccessible(page, "the invitation as its receiver reads it");

  // Opening the mail accepted nothing.
  await sanne.reload();
  await expect(numberOf(sanne)).toHaveText(/^2\s*naasten/);

  await page.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await expect(page.getByRole("heading", { name: "Je doet mee" })).toBeFocused();
  await expect(row(emma, mila.name).getByText("doet mee", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Kies een schermnaam" }).click();
  const preview = page.getByRole("heading", { name: "Zo zien ze je" }).locator("..");
  await expect(preview).toContainText("Anoniem");
  await page.getByLabel("Schermnaam").fill("Ster");
  await expect(preview).toContainText("Ster");
  await page.getByRole("button", { name: "Bewaar schermnaam" }).click();
  await expect(page.getByText("Je schermnaam is bewaard.")).toBeVisible();
  await isAccessible(page, "one's own links");

  await expect(numberOf(sanne)).toHaveText(/^3\s*naasten/);
  await expect(row(sanne, "Pieter de Jong")).toBeVisible();
  await expect(sanne.getByText(/Mila|Ster|Fatima|Maan|Youssef/)).toHaveCount(0);
  await isAccessible(sanne, "the related persons of a client");
  await sanne.goto(account("emma"));
  await expect(numberOf(sanne)).toHaveText(/^3\s*naasten/);
});

test("P-03 an invitation of 31 days is gone: from Emma's page and from Mila's, and its link works no more", async ({
  world,
  enter,
}) => {
  const emma = await enter("emma", "/related-persons");
  await inviteAsClient(emma);
  const page = await openInvitation(enter, world);
  await world.databases.query(
    "accounts",
    `UPDATE related_person_link SET created_at = created_at - interval '31 days', expires_at = expires_at - interval '31 days'
     WHERE typed_email = $1`,
    [mila.email],
  );
  await expect(row(emma, mila.name)).toHaveCount(0);
  const { address } = await invitationFor(world, mila.email);
  const late = await enter(null, address);
  await expect(late.getByRole("heading", { name: "Deze uitnodiging werkt niet meer" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Deze uitnodiging is er niet meer" })).toBeVisible();
  await page.goto("/");
  await expect(page.getByText(/Emma|Er wacht niets op je\./)).toHaveText("Er wacht niets op je.");
});

async function inviteAsTherapist(sanne: Page, name: string, email: string): Promise<void> {
  await sanne.getByRole("button", { name: "Naaste uitnodigen" }).click();
  await dialog(sanne).getByLabel("Naam", { exact: true }).fill(name);
  await dialog(sanne).getByLabel("E-mailadres").fill(email);
  await dialog(sanne).getByRole("button", { name: "Nodig uit" }).click();
  await expect(dialog(sanne).getByText("Vraag Emma eerst om toestemming, en bevestig het dan hier.")).toBeVisible();
  await dialog(sanne).getByRole("checkbox").check();
  await dialog(sanne).getByRole("button", { name: "Nodig uit" }).click();
  await expect(row(sanne, name)).toBeVisible();
}

test("P-01 P-02 P-05 Sanne invites an address that Emma invited and one that nobody knows: both look the same; Emma objects to one; Fatima accepts the other, and only then her details show", async ({
  enter,
}) => {
  const sanne = await enter("sanne", account("emma", "/related-persons"));
  await expect(sanne.getByText(/Ruben Mulder, applicatiebeheerder, kan het aanzetten/)).toBeVisible();
  await expect(sanne.getByRole("button", { name: "Naaste uitnodigen" })).toHaveCount(0);
  const ruben = await enter("ruben", "/settings");
  await ruben.getByRole("switch", { name: "Behandelaars nodigen naasten uit" }).check();

  await inviteAsTherapist(sanne, "Tante F.", "fatima.elamrani@kring.example");
  await inviteAsTherapist(sanne, "Oom J.", "oom.j@kring.example");
  const look = async (name: string) => {
    const text = await row(sanne, name).innerText();
    return text
      .replaceAll(name, "…")
      .replace(/\S+@\S+/, "@")
      .replace(/^\w+\n/, "");
  };
  expect(await look("Tante F.")).toBe(await look("Oom J."));
  await expect(numberOf(sanne)).toHaveText(/^2\s*naasten/);

  // Emma reads both names as Sanne typed them, and says that she did not agree to one.
  const emma = await enter("emma");
  await expect(emma.getByText("Sanne Bakker nodigde Tante F. uit als je naaste")).toBeVisible();
  await emma.getByRole("link", { name: /Oom J\./ }).click();
  await expect(emma.getByRole("heading", { name: "Mag Oom J. je naaste zijn?" })).toBeVisible();
  await isAccessible(emma, "an invitation as the client reads it");
  await emma.getByRole("button", { name: "Ik gaf geen toestemming" }).click();
  await expect(emma.getByRole("heading", { name: "Het is gestopt" })).toBeFocused();
  await expect(row(sanne, "Oom J.")).toHaveCount(0);
  await ruben.goto("/tasks");
  const task = ruben.getByText("Emma de Jong gaf geen toestemming voor een uitnodiging door Sanne Bakker");
  await expect(task).toBeVisible();
  await expect(ruben.getByText("Oom J.")).toHaveCount(0);
  await ruben.getByRole("button", { name: /^Is geregeld/ }).click();
  await expect(task).toHaveCount(0);

  const fatima = await enter("fatima");
  await expect(fatima.getByText("Verder wacht er niets.")).toBeVisible();
  await expect(fatima.getByText("Iemand nodigt je uit als naaste.")).toHaveCount(0);
  await fatima.getByRole("link", { name: /Sanne Bakker nodigt je uit als naaste van Emma de Jong/ }).click();
  await fatima.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await expect(fatima.getByRole("heading", { name: "Je doet mee" })).toBeVisible();
  await expect(row(sanne, "Fatima El Amrani")).toContainText("fatima.elamrani@kring.example");
  await expect(row(sanne, "Tante F.")).toHaveCount(0);
  await expect(numberOf(sanne)).toHaveText(/^2\s*naasten/);
});

test("P-06 Sanne removes Pieter, who hears it by mail and keeps his account; invited again and accepted, they are connected again", async ({
  enter,
  world,
}) => {
  const ruben = await enter("ruben", "/settings");
  await ruben.getByRole("switch", { name: "Behandelaars nodigen naasten uit" }).check();
  const pieter = await enter("pieter");
  await expect(pieter.getByText(/Emma de Jong/).first()).toBeVisible();
  const sanne = await enter("sanne", account("emma", "/related-persons"));
  await row(sanne, "Pieter de Jong")
    .getByRole("button", { name: /^Band beheren/ })
    .click();
  await sanne.getByRole("button", { name: "Verbreek de band", exact: true }).click();
  await expect(row(sanne, "Pieter de Jong")).toHaveCount(0);

  const mail = await mailTo(world, "pieter.dejong@kring.example", /Een band of een uitnodiging is/);
  expect(mail).not.toMatch(/Emma|Sanne/);
  await expect(pieter.getByText(/Emma de Jong/)).toHaveCount(0);
  await pieter.goto("/tools");
  await expect(pieter.getByRole("heading", { level: 1 })).toBeVisible();

  await sanne.goto(account("emma", "/related-persons"));
  await inviteAsTherapist(sanne, "Pieter", "pieter.dejong@kring.example");
  await pieter.goto("/");
  await pieter.getByRole("link", { name: /Sanne Bakker nodigt je uit als naaste van Emma de Jong/ }).click();
  await pieter.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await expect(pieter.getByRole("heading", { name: "Je doet mee" })).toBeVisible();
  await expect(row(sanne, "Pieter de Jong")).toContainText("doet mee");
  await row(sanne, "Pieter de Jong")
    .getByRole("link", { name: /^Begin gesprek/ })
    .click();
  await expect(sanne.getByRole("checkbox", { name: /^Pieter de Jong/ })).toBeChecked();
});

test("V-03 Emma invites Pieter, whom Sanne invited before: from his yes on he stands in her circle once, with both ties, and she talks with him by either", async ({
  enter,
}) => {
  const emma = await enter("emma", "/related-persons");
  await emma.getByRole("button", { name: "Naaste uitnodigen" }).click();
  await dialog(emma).getByLabel("Naam", { exact: true }).fill("Papa");
  await dialog(emma).getByLabel("E-mailadres").fill("pieter.dejong@kring.example");
  await dialog(emma).getByRole("button", { name: "Nodig uit" }).click();
  await expect(row(emma, "Papa").getByText("uitgenodigd", { exact: true })).toBeVisible();
  await emma.goto("/circle");
  const picture = emma.getByRole("figure").getByRole("button", { name: /^Pieter/ });
  await expect(picture).toHaveCount(1);
  await picture.click();
  await expect(emma.getByText("Naaste sinds", { exact: false })).toHaveCount(1);

  const pieter = await enter("pieter", "/");
  await pieter
    .getByRole("link", { name: /Emma de Jong/ })
    .first()
    .click();
  await pieter.getByRole("button", { name: "Ja, ik doe mee" }).click();
  await expect(pieter.getByRole("heading", { name: "Je doet mee" })).toBeVisible();

  await expect(emma.getByText("Naaste sinds", { exact: false })).toHaveCount(2);
  await expect(picture).toHaveCount(1);
  await isAccessible(emma, "the circle with somebody who has two ties");
  await emma.getByText("Lijst", { exact: true }).click();
  const both = row(emma, "Pieter de Jong");
  await expect(both.getByText("uitgenodigd door Sanne Bakker.")).toBeVisible();
  await expect(both.getByText("uitgenodigd door jou. Behandelaars zien ‘Anoniem’.")).toBeVisible();
  await isAccessible(emma, "the circle as a list, with somebody who has two ties");
  await both.getByRole("link", { name: /^Begin een gesprek.*uitgenodigd door Sanne Bakker$/ }).click();
  await expect(emma.getByRole("heading", { name: "Nieuw gesprek" })).toBeVisible();
  await expect(emma.getByRole("checkbox", { checked: true })).toHaveCount(1);
  // One person comes once into a conversation: by the one tie or by the other.
  const ties = emma.getByRole("checkbox", { name: /^Pieter de Jong/ });
  await expect(ties).toHaveCount(2);
  const other = ties.and(emma.getByRole("checkbox", { checked: false }));
  const name = (await other.locator("..").innerText()).split("\n").at(-1) ?? "";
  await other.check();
  await expect(emma.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await expect(emma.getByRole("checkbox", { checked: true }).locator("..")).toContainText(name);
});
