import { type DemoName, demoPeople, type World } from "@kring/testing";
import type { Browser, Page } from "@playwright/test";
import { account, dialog } from "../support/care.ts";
import { thread } from "../support/conversation.ts";
import { type Enter, expect, mailTo, test } from "../support/story.ts";

const mila = { name: "Mila Jansen", email: "mila.jansen@kring.example", password: "een zin voor Mila 2026" };

/** Calls a route as this person, where the page of it is another journey's matter. */
async function ask<Answer>(
  page: Page,
  world: World,
  method: "post" | "put",
  path: string,
  data: object = {},
): Promise<Answer> {
  const answer = await page.request[method](`/api/v1${path}`, { data, headers: { origin: world.origin } });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (answer.status() === 204 ? undefined : await answer.json()) as Answer;
}

/** Emma's third related person: invited, activated by mail, accepted, and called Ster. */
async function bringIn(browser: Browser, emma: Page, world: World): Promise<Page> {
  await ask(emma, world, "post", "/own/related-persons", { name: mila.name, email: mila.email });
  const token = /#token=(\S+)/.exec(await mailTo(world, mila.email, /#token=/))?.[1] ?? "";
  const context = await browser.newContext({ baseURL: world.origin });
  const page = await context.newPage();
  await ask(page, world, "post", "/invitations/accept", { token, password: mila.password });
  await ask(page, world, "post", "/sign-in", { email: mila.email, password: mila.password });
  const listed = await page.request.get("/api/v1/links");
  const [invitation] = ((await listed.json()) as { invitations: { id: string }[] }).invitations;
  const id = invitation?.id ?? "";
  await ask(page, world, "post", `/links/${id}/acceptance`);
  await ask(page, world, "put", `/links/${id}`, { screenName: "Ster" });
  return page;
}

// Each story has two or three people in it, and many steps.
test.describe.configure({ timeout: 180_000 });

const choose = (page: Page, name: string) =>
  page.getByRole("group", { name: "Met wie?" }).getByRole("checkbox", { name: new RegExp(`^${name}`) });

/** Starts a conversation with those who are ticked by name, and gives its address. */
async function start(page: Page, names: string[], topic: string): Promise<string> {
  await expect(page.getByRole("group", { name: "Met wie?" })).toBeVisible();
  for (const name of names) await choose(page, name).check();
  await page.getByLabel("Onderwerp").fill(topic);
  await page.getByRole("button", { name: "Begin het gesprek" }).click();
  await expect(page.getByRole("heading", { name: topic, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function openDetails(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Wie leest mee" }).click();
  await expect(thread(page).details).toBeVisible();
}

async function add(page: Page, name: string, says: string): Promise<void> {
  await thread(page).details.getByRole("button", { name: "Voeg iemand toe" }).click();
  await dialog(page)
    .getByRole("radio", { name: new RegExp(`^${name}`) })
    .check();
  await expect(dialog(page)).toContainText(says);
  await dialog(page).getByRole("button", { name: "Voeg toe" }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test("V-01 V-02 V-03 Emma starts with Mila and adds Sanne, who sees Ster; Mila clears the name: Anonymous, live", async ({
  world,
  enter,
  browser,
}) => {
  const emma = await enter("emma", "/conversations");
  const page = await bringIn(browser, emma, world);
  await emma.getByRole("link", { name: "Nieuw gesprek" }).click();
  await expect(choose(emma, "Mila Jansen")).toBeVisible();
  await choose(emma, "Mila Jansen").check();
  await expect(emma.getByRole("region", { name: "Wie leest mee, en als wie" })).toContainText(
    "Het gesprek gaat over jou.",
  );
  const path = await start(emma, [], "Samen naar buiten");
  await thread(emma).say("Dag Mila, dit is van voor Sanne.");
  await page.goto(path);
  await expect(thread(page).message("Dag Mila")).toBeVisible();
  await thread(page).say("Dag Emma!");

  await openDetails(emma);
  await add(emma, "Sanne Bakker", "Sanne Bakker leest mee vanaf nu, niet wat eerder gezegd is.");
  const sanne = await enter("sanne", path);
  await expect(thread(sanne).log.getByText("Jij leest vanaf hier mee.")).toBeVisible();
  await expect(thread(emma).log.getByText("Sanne Bakker leest vanaf hier mee.")).toBeVisible();
  await thread(page).say("Dag Sanne.");
  await expect(thread(sanne).message("Dag Sanne.")).toContainText("Ster");
  await expect(thread(sanne).message("van voor Sanne")).toHaveCount(0);
  await openDetails(sanne);
  await expect(thread(sanne).details).toContainText("Ster");
  await expect(sanne.getByText(/Mila/)).toHaveCount(0);

  await openDetails(page);
  await thread(page).details.getByLabel("Schermnaam").fill("");
  await thread(page).details.getByRole("button", { name: "Bewaar schermnaam" }).click();
  await expect(thread(sanne).message("Dag Sanne.")).toContainText("Anoniem");
  await expect(sanne.getByText(/\bSter\b/)).toHaveCount(0);
  await page.context().close();
});

/** Sanne's conversation with Pieter, about Emma, who isn't in it. */
async function startWithPieter(enter: Enter): Promise<{ sanne: Page; path: string }> {
  const sanne = await enter("sanne", account("emma", "/conversations"));
  await sanne.getByRole("link", { name: "Begin een gesprek" }).click();
  await choose(sanne, "Emma de Jong").uncheck();
  await choose(sanne, "Pieter de Jong").check();
  const reads = sanne.getByRole("region", { name: "Wie leest mee, en als wie" });
  await expect(reads).toContainText(
    "Emma ziet dat dit gesprek er is, niet wat erin staat, en kan altijd om de hele geschiedenis vragen.",
  );
  const path = await start(sanne, [], "Rust in huis");
  await thread(sanne).say("Dag Pieter, dit is het begin.");
  await expect(sanne.getByText("Emma kan de hele geschiedenis opvragen.")).toBeVisible();
  return { sanne, path };
}

test("V-05 Emma sees that a conversation exists, asks for access, is declined with a reason, asks again, and then reads the whole history", async ({
  world,
  enter,
}) => {
  const { sanne, path } = await startWithPieter(enter);
  const pieter = await enter("pieter", path);
  await expect(thread(pieter).message("dit is het begin")).toBeVisible();

  const emma = await enter("emma", "/conversations/about-me");
  const rows = emma.getByRole("list", { name: "Gesprekken over jou" }).getByRole("listitem");
  const fresh = rows.filter({ has: emma.getByRole("button", { name: /^Vraag toegang/ }) }).first();
  await expect(fresh).toContainText("2 mensen doen mee");
  await expect(emma.getByText(/Pieter|Rust in huis|het begin/)).toHaveCount(0);
  await emma.goto(path);
  await expect(emma.getByRole("heading", { name: "Deze pagina is er niet, of niet voor jou" })).toBeVisible();

  await emma.goto("/conversations/about-me");
  await askForAccess(emma, world, path);
  await sanne.getByRole("button", { name: "Lees en antwoord" }).click();
  await expect(dialog(sanne)).toContainText("Emma leest het hele gesprek, vanaf het eerste bericht.");
  await dialog(sanne).getByRole("button", { name: "Nee, nu niet" }).click();
  await dialog(sanne).getByLabel("Reden voor Emma").fill("We zijn nog aan het kennismaken.");
  await dialog(sanne).getByRole("button", { name: "Stuur je antwoord" }).click();
  await expect(sanne.getByRole("button", { name: "Lees en antwoord" })).toHaveCount(0);

  await emma.reload();
  await expect(emma.getByText("Reden: ‘We zijn nog aan het kennismaken.’")).toBeVisible();
  await askForAccess(emma, world, path, "Vraag het opnieuw");
  await sanne.goto("/");
  await sanne
    .getByRole("link", { name: /vraagt toegang/ })
    .first()
    .click();
  await sanne.getByRole("button", { name: "Lees en antwoord" }).click();
  await dialog(sanne).getByRole("button", { name: "Ja, geef toegang" }).click();

  const joined = "Emma de Jong doet vanaf hier mee en leest alles, ook wat eerder is gezegd.";
  await expect(thread(sanne).log.getByText(joined)).toBeVisible();
  await expect(thread(pieter).log.getByText(joined)).toBeVisible();
  await emma.goto(path);
  await expect(thread(emma).message("dit is het begin")).toBeVisible();
  await thread(emma).say("Dank jullie wel.");
  await expect(thread(pieter).message("Dank jullie wel.")).toBeVisible();
});

test("V-05 Sanne declines; she reads that the application manager has it, and, once Ruben recorded why not, that it stays closed", async ({
  world,
  enter,
}) => {
  const { sanne, path } = await startWithPieter(enter);
  const pieter = await enter("pieter", path);
  const emma = await enter("emma", "/conversations/about-me");
  await askForAccess(emma, world, path);
  await sanne.getByRole("button", { name: "Lees en antwoord" }).click();
  await dialog(sanne).getByRole("button", { name: "Nee, nu niet" }).click();
  const reason = dialog(sanne).getByLabel("Reden voor Emma");
  await dialog(sanne).getByRole("button", { name: "Stuur je antwoord" }).click();
  await expect(reason).toBeFocused();
  await reason.fill("We zijn nog aan het kennismaken.");
  await dialog(sanne).getByRole("button", { name: "Stuur je antwoord" }).click();
  const waits = sanne.getByRole("status").filter({ hasText: "bij de applicatiebeheerder" });
  await expect(waits).toContainText(/Emma de Jong vroeg om dit gesprek te mogen lezen\. Het verzoek ligt sinds /);
  await openDetails(sanne);
  const { details } = thread(sanne);
  await expect(details.getByText("Het verzoek ligt sinds")).toBeVisible();

  const ruben = await enter("ruben", "/access-requests");
  const asked = ruben.getByRole("listitem").filter({ hasText: "We zijn nog aan het kennismaken." });
  await asked.getByRole("button", { name: "Leg vast waarom niet" }).click();
  await dialog(ruben).getByLabel("Reden").fill("Dit gesprek gaat over een ander.");
  await dialog(ruben).getByRole("button", { name: "Leg vast" }).click();
  await expect(dialog(ruben)).toHaveCount(0);

  await expect(waits).toHaveCount(0);
  await expect(details.getByText(/De applicatiebeheerder besloot op .+ dat het gesprek dicht blijft\./)).toBeVisible();
  await expect(sanne.getByText("Dit gesprek gaat over een ander.")).toHaveCount(0);
  await emma.reload();
  await expect(emma.getByText("Reden: ‘Dit gesprek gaat over een ander.’")).toBeVisible();
  await openDetails(pieter);
  await expect(pieter.getByText(/applicatiebeheerder|om toegang/)).toHaveCount(0);
});

/** Presses the button of the conversation at this address: the list itself tells nothing apart but dates and numbers. */
async function askForAccess(emma: Page, world: World, path: string, label = "Vraag toegang"): Promise<void> {
  const id = path.split("/").at(-1) ?? "";
  const answered = emma.waitForResponse(
    (response) => response.url().includes("/conversations-about-me/") && response.request().method() === "POST",
  );
  const rows = emma.getByRole("list", { name: "Gesprekken over jou" }).getByRole("listitem");
  await rows.filter({ hasText: label }).first().getByRole("button", { name: label }).click();
  expect((await answered).url(), `${world.origin}: the newest comes first`).toContain(id);
  await expect(emma.getByText("Je vraag is verstuurd.")).toBeVisible();
}

test("V-02 Pieter proposes Emma; Sanne sees it in the conversation, reads what Emma will read, and adds her", async ({
  enter,
}) => {
  const { sanne, path } = await startWithPieter(enter);
  const pieter = await enter("pieter", path);
  await openDetails(pieter);
  const opener = thread(pieter).details.getByRole("button", { name: "Stel iemand voor" });
  await opener.click();
  await dialog(pieter).getByRole("radio", { name: "Emma de Jong" }).check();
  await dialog(pieter).getByRole("button", { name: "Stel voor" }).click();
  await expect(pieter.getByText("Jij stelde voor Emma de Jong toe te voegen.")).toBeVisible();
  await expect(opener).toBeFocused();

  await expect(sanne.getByText("Anoniem stelt voor iemand toe te voegen.")).toBeVisible();
  await sanne.getByRole("button", { name: "Lees en antwoord" }).click();
  const { details } = thread(sanne);
  await expect(details.getByText("Anoniem stelt voor Emma de Jong toe te voegen.")).toBeVisible();
  await expect(details.getByText("Emma leest ook alles wat hier al gezegd is.")).toBeVisible();
  await details.getByRole("button", { name: "Voeg toe", exact: true }).click();
  const emma = await enter("emma", path);
  await expect(thread(emma).message("dit is het begin")).toBeVisible();
  await expect(sanne.getByText("stelt voor")).toHaveCount(0);
  await expect(pieter.getByText("Jij stelde voor")).toHaveCount(0);
});

test("V-06 V-07 Emma hands over to Sanne and leaves: what was said stays readable, what comes later doesn't reach her", async ({
  enter,
}) => {
  const emma = await enter("emma", "/conversations/new");
  const path = await start(emma, ["Sanne Bakker", "Fatima El Amrani"], "Plannen");
  await thread(emma).say("Dit blijft te lezen.");
  const sanne = await enter("sanne", path);
  await expect(thread(sanne).message("Dit blijft te lezen.")).toBeVisible();
  await openDetails(sanne);
  await expect(thread(sanne).details.getByRole("button", { name: "Voeg iemand toe" })).toHaveCount(0);

  await openDetails(emma);
  await thread(emma).details.getByRole("button", { name: "Gesprek verlaten" }).click();
  await expect(dialog(emma).getByRole("heading", { name: "Draag het gesprek eerst over" })).toBeFocused();
  await dialog(emma)
    .getByRole("radio", { name: /^Sanne Bakker/ })
    .check();
  await dialog(emma).getByRole("button", { name: "Draag over en verlaat" }).click();
  await expect(emma.getByText("Je hebt dit gesprek verlaten.", { exact: false }).last()).toBeVisible();
  await expect(thread(emma).field).toHaveCount(0);
  await expect(thread(emma).log.getByText("Jij leest niet meer mee.")).toBeVisible();

  await expect(thread(sanne).log.getByText("Emma de Jong leest niet meer mee.")).toBeVisible();
  await expect(thread(sanne).details.getByRole("button", { name: "Voeg iemand toe" })).toBeVisible();
  await thread(sanne).say("Dit komt later.");
  await expect(thread(sanne).message("Dit komt later.")).toBeVisible();
  await emma.reload();
  await expect(thread(emma).message("Dit blijft te lezen.")).toBeVisible();
  await expect(emma.getByText("Dit komt later.")).toHaveCount(0);
});

test("P-06 V-06 Sanne removes Pieter: the conversation goes from his screen, and is closed and readable to Sanne", async ({
  world,
  enter,
}) => {
  const { sanne, path } = await startWithPieter(enter);
  const pieter = await enter("pieter", path);
  await expect(thread(pieter).message("dit is het begin")).toBeVisible();
  await removeRelatedPerson(sanne, world, "emma", "Pieter de Jong");
  await expect(pieter.getByRole("heading", { name: "Je leest dit gesprek niet meer mee" })).toBeVisible();
  await expect(pieter.getByText("dit is het begin")).toHaveCount(0);
  await expect(
    sanne.getByText("Dit gesprek is gesloten. Je kunt het lezen, maar er niet meer in schrijven."),
  ).toBeVisible();
  await expect(thread(sanne).field).toHaveCount(0);
  await sanne.reload();
  await expect(thread(sanne).message("dit is het begin")).toBeVisible();
  await expect(thread(sanne).log.getByText("Dit gesprek is gesloten.")).toBeVisible();
});

/** Ends the record of a related person whom this page's therapist invited. */
async function removeRelatedPerson(page: Page, world: World, client: DemoName, name: string): Promise<void> {
  const clientId = demoPeople[client].accountId;
  const listed = await page.request.get(`/api/v1/clients/${clientId}/related-persons`);
  const { records } = (await listed.json()) as { records: { linkId: string; name: string }[] };
  const linkId = records.find((record) => record.name === name)?.linkId ?? "";
  const removed = await page.request.delete(`/api/v1/clients/${clientId}/related-persons/${linkId}`, {
    headers: { origin: world.origin },
  });
  expect(removed.status(), await removed.text()).toBe(204);
}
