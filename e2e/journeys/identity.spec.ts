import { demoPeople } from "@kring/testing";
import type { Page } from "@playwright/test";
import { conversationOf, rowOf, thread } from "../support/conversation.ts";
import { type Choices, type Enter, expect, test } from "../support/journey.ts";
import { type Recorder, record } from "../support/recorder.ts";

const circle = conversationOf("emma", "sanne", "fatima", "youssef").path;
const ofPieter = conversationOf("sanne", "pieter").path;
const ofFatima = conversationOf("emma", "fatima").path;

const fatima = ["Fatima", "El Amrani", "elamrani", demoPeople.fatima.email, demoPeople.fatima.accountId];
const youssef = ["Youssef", "Haddad", demoPeople.youssef.email, demoPeople.youssef.accountId];
const pieter = ["Pieter", demoPeople.pieter.email, demoPeople.pieter.accountId];

const openDetails = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Wie leest mee" }).click();
  await expect(thread(page).details).toBeVisible();
};

/** Enters on an empty page, so that the record begins with the first byte. */
async function enterRecorded(enter: Enter, person: Parameters<Enter>[0], choices: Choices = {}) {
  const { path = "/", ...more } = choices;
  const page = await enter(person, more);
  const recorder = record(page);
  await page.goto(path);
  return { page, recorder };
}

/** Sees every page and every conversation that this person has, and the details of each. */
async function lookEverywhere(page: Page): Promise<void> {
  for (const path of ["/", "/inbox", "/profile", "/profile/security", "/conversations"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  const links = page.getByRole("list", { name: "Lijst van gesprekken" }).getByRole("link");
  await expect(links).not.toHaveCount(0);
  const count = await links.count();
  for (let at = 0; at < count; at++) {
    await links.nth(at).click();
    await expect(thread(page).messages).not.toHaveCount(0);
    if (at === 0) await openDetails(page);
  }
}

async function expectRecord(recorder: Recorder, { holds, hides }: { holds: string[]; hides: string[] }): Promise<void> {
  const { answers, frames } = recorder.sizes();
  expect(answers).toBeGreaterThan(10);
  expect(frames).toBeGreaterThan(2);
  const seen = await recorder.find([...holds, ...hides]);
  expect(holds.filter((string) => !seen.has(string))).toEqual([]);
  expect(hides.flatMap((string) => seen.get(string)?.map((where) => `${string} in ${where}`) ?? [])).toEqual([]);
}

test.describe("V-03 per-viewer identity", () => {
  test("each of the four sees the names that are theirs to see, and no others", async ({ enter }) => {
    const headsOf = async (person: "sanne" | "emma" | "fatima" | "youssef"): Promise<string[]> => {
      const page = await enter(person, { path: circle });
      await expect(thread(page).message("Moe, maar ik ben wel opgestaan.")).toBeVisible();
      const heads = await thread(page).messages.locator(".by > b").allInnerTexts();
      return [...new Set(heads)].sort();
    };
    expect(await headsOf("sanne")).toEqual(["Anoniem", "Emma de Jong", "Maan"]);
    expect(await headsOf("emma")).toEqual(["Fatima El Amrani", "Sanne Bakker", "Youssef Haddad"]);
    expect(await headsOf("fatima")).toEqual(["Anoniem", "Emma de Jong", "Sanne Bakker"]);
    expect(await headsOf("youssef")).toEqual(["Emma de Jong", "Maan", "Sanne Bakker"]);
  });

  test("Emma reads both names; the details say what the others see", async ({ enter }) => {
    const page = await enter("emma", { path: circle });
    await openDetails(page);
    const { details } = thread(page);
    await expect(details.getByText("Fatima El Amrani")).toBeVisible();
    await expect(details.getByText("Heet hier Maan")).toBeVisible();
    await expect(details.getByText("Youssef Haddad")).toBeVisible();
    await expect(details.getByText("Heet hier Anoniem")).toBeVisible();
  });

  test("Fatima reads as whom each of the others sees her", async ({ enter }) => {
    const page = await enter("fatima", { path: circle });
    await openDetails(page);
    const seenAs = thread(page).details.locator("dl.seen-as");
    await expect(seenAs).toContainText(/Emma ziet\s*Fatima El Amrani/);
    await expect(seenAs).toContainText(/Sanne en Anoniem zien\s*Maan/);
  });

  test("between Sanne and Pieter he is Anoniem with his name beside it, there and nowhere else", async ({ enter }) => {
    const { page, recorder } = await enterRecorded(enter, "sanne", { path: ofPieter });
    const lists: unknown[] = [];
    page.on("response", async (response) => {
      if (new URL(response.url()).pathname === "/realtime/v1/conversations") lists.push(await response.json());
    });
    const head = thread(page).messages.filter({ hasText: "Tot zondag dan." }).locator(".by");
    await expect(head.locator("b")).toHaveText("Anoniem");
    await expect(head.locator(".as")).toHaveText("Pieter de Jong, naaste van Emma");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anoniem");
    await expect(rowOf(page, ofPieter).locator(".name")).toHaveText("Anoniem");
    await expect(rowOf(page, ofPieter)).toContainText("Pieter de Jong");

    await page.goto(circle);
    await openDetails(page);
    await expect(page.locator(`.app:has-text("Pieter") .thread, .app .details`).getByText("Pieter")).toHaveCount(0);
    await expect.poll(() => lists.length).toBeGreaterThan(0);
    const elsewhere = lists.flatMap((list) =>
      (list as { conversations: { id: string }[] }).conversations.filter(({ id }) => !ofPieter.endsWith(id)),
    );
    expect(elsewhere.length).toBeGreaterThan(2);
    expect(JSON.stringify(elsewhere)).not.toContain("Pieter");
    await expectRecord(recorder, { holds: ["Pieter de Jong"], hides: [demoPeople.pieter.email] });
  });
});

test.describe("V-04 on every channel", () => {
  test("nothing that reaches Sanne's browser tells who Maan and Anoniem are", async ({ enter }) => {
    const { page, recorder } = await enterRecorded(enter, "sanne", { own: true });
    await lookEverywhere(page);
    await page.goto(circle);
    await openDetails(page);

    const [fatimasPage, youssefsPage] = [
      await enter("fatima", { path: circle }),
      await enter("youssef", { path: circle }),
    ];
    await thread(fatimasPage).field.pressSequentially("Ik typ eerst");
    await thread(fatimasPage).say("Vannacht sliep ze door.");
    await thread(youssefsPage).say("Zaterdag gaan we weer wandelen.");
    await expect(thread(page).message("Vannacht sliep ze door.")).toBeVisible();
    await expect(thread(page).message("Zaterdag gaan we weer wandelen.")).toBeVisible();
    await thread(page).say("Goed om te horen.");
    await expect(thread(fatimasPage).message("Goed om te horen.")).toBeVisible();
    await page.goto("/conversations/00000000-0000-4000-8000-000000000999");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

    await expectRecord(recorder, { holds: ["Maan", "Emma de Jong"], hides: [...fatima, ...youssef] });
  });

  test("nor does anything that reaches Youssef or Pieter tell them of the others", async ({ enter }) => {
    const asYoussef = await enterRecorded(enter, "youssef");
    await lookEverywhere(asYoussef.page);
    await expectRecord(asYoussef.recorder, { holds: ["Maan", "Youssef Haddad"], hides: [...fatima, ...pieter] });
    const asPieter = await enterRecorded(enter, "pieter");
    await lookEverywhere(asPieter.page);
    await expectRecord(asPieter.recorder, {
      holds: ["Sanne Bakker", "Pieter de Jong"],
      hides: [...fatima, ...youssef],
    });
  });

  test("the same record finds the names in Emma's browser, where they belong", async ({ enter }) => {
    const { page, recorder } = await enterRecorded(enter, "emma");
    await lookEverywhere(page);
    await expectRecord(recorder, {
      holds: ["Fatima El Amrani", "Youssef Haddad"],
      // Invited by Sanne: Emma knows the name, and not the address.
      hides: [demoPeople.youssef.accountId, demoPeople.fatima.accountId, demoPeople.pieter.email],
    });
  });

  test("another screen name shows live where that record is used, and nowhere else", async ({ enter }) => {
    const sanne = await enter("sanne", { path: circle });
    const emma = await enter("emma", { path: ofFatima });
    const page = await enter("fatima", { path: circle });
    await openDetails(sanne);
    await openDetails(page);
    await expect(thread(sanne).details.getByText("Maan", { exact: true })).toBeVisible();
    const anonymousBefore = await thread(sanne)
      .messages.filter({ has: sanne.locator("b", { hasText: "Anoniem" }) })
      .count();

    const rename = async (to: string): Promise<void> => {
      await page.getByRole("textbox", { name: "Schermnaam" }).fill(to);
      await page.getByRole("button", { name: "Bewaar schermnaam" }).click();
      await expect(page.getByText("Je schermnaam is bewaard.").first()).toBeVisible();
    };
    await rename("Wolk");
    await expect(thread(sanne).details.getByText("Wolk", { exact: true })).toBeVisible();
    await expect(thread(sanne).log.getByText("Wolk", { exact: true }).first()).toBeVisible();
    await expect(rowOf(sanne, circle).locator(".who")).toContainText("Wolk");
    await expect(sanne.getByText("Maan", { exact: true })).toHaveCount(0);
    await expect(thread(emma).log.getByText("heet hier Wolk").first()).toBeVisible();
    await expect(thread(emma).log.getByText("Fatima El Amrani").first()).toBeVisible();
    await expect(rowOf(sanne, ofPieter).locator(".name")).toHaveText("Anoniem");
    expect(
      await thread(sanne)
        .messages.filter({ has: sanne.locator("b", { hasText: "Anoniem" }) })
        .count(),
    ).toBe(anonymousBefore);

    await rename("Maan");
    await expect(thread(sanne).details.getByText("Maan", { exact: true })).toBeVisible();
    await expect(sanne.getByText("Wolk", { exact: true })).toHaveCount(0);
  });
});

test("V-10 a screen name that passes for a role, the client or nobody is refused, beside the field", async ({
  enter,
}) => {
  const page = await enter("fatima", { path: circle });
  await openDetails(page);
  const field = page.getByRole("textbox", { name: "Schermnaam" });
  for (const name of ["Behandelaar", "Emma", "Anoniem"]) {
    await field.fill(name);
    await page.getByRole("button", { name: "Bewaar schermnaam" }).click();
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/Deze naam kan hier niet/);
  }
  await expect(thread(page).details.locator("dl.seen-as")).toContainText("Maan");
});
