import { expect as expectNow, type Page } from "@playwright/test";
import { conversationOf, rowOf, thread } from "../support/conversation.ts";
import { expect, stage, test } from "../support/journey.ts";
import { pictureWithExif, secretOfPicture } from "../support/picture.ts";

const ofTwo = conversationOf("sanne", "emma").path;
const circle = conversationOf("emma", "sanne", "fatima", "youssef").path;
const withNoor = conversationOf("noor", "sanne");

/** Opens the menu of a message and chooses from it. */
async function act(page: Page, text: string, choice: string): Promise<void> {
  const message = thread(page).message(text).last();
  await message.hover();
  await message.getByRole("button", { name: "Acties bij dit bericht" }).click();
  await page.getByRole("menuitem", { name: choice }).click();
}

test.describe("V-08 what one writes", () => {
  test("has simple formatting, and a link says where it goes, to both", async ({ enter }) => {
    const sanne = await enter("sanne", { path: ofTwo });
    const emma = await enter("emma", { path: ofTwo });
    await thread(sanne).say("**Let op**: [je plan](https://elders.example/plan) <b>niet vet</b>");
    for (const page of [sanne, emma]) {
      const message = thread(page).message("Let op");
      await expect(message.locator("strong")).toHaveText("Let op");
      const link = message.getByRole("link", { name: "je plan" });
      await expect(link).toHaveAttribute("rel", /noopener noreferrer/);
      await expect(message).toContainText("je plan (elders.example)");
      await expect(message).toContainText("<b>niet vet</b>");
    }
    await expect(rowOf(emma, ofTwo)).toContainText("Let op: je plan (https://elders.example/plan)");
  });

  test("is changed and deleted: the other sees it at once, and after a reload", async ({ enter }) => {
    const sanne = await enter("sanne", { path: ofTwo });
    const emma = await enter("emma", { path: ofTwo });
    await thread(sanne).say("Tot tien uur.");
    await thread(sanne).say("Dit had ik niet moeten zeggen.");
    await expect(thread(emma).message("Dit had ik niet moeten zeggen.")).toBeVisible();

    await act(sanne, "Tot tien uur.", "Wijzigen");
    await expect(thread(sanne).field).toHaveValue("Tot tien uur.");
    await thread(sanne).say("Tot elf uur.");
    await act(sanne, "Dit had ik niet moeten zeggen.", "Verwijderen");
    await sanne.getByRole("dialog").getByRole("button", { name: "Verwijderen" }).click();

    const check = async () => {
      await expect(thread(emma).message("Tot elf uur.")).toContainText("Gewijzigd vandaag");
      await expect(thread(emma).log.getByText("Sanne Bakker verwijderde dit bericht.")).toBeVisible();
      await expect(emma.getByText("Tot tien uur.")).toHaveCount(0);
      await expect(thread(emma).log.getByText("Dit had ik niet moeten zeggen.")).toHaveCount(0);
    };
    await check();
    await emma.reload();
    await check();
    await expect(rowOf(emma, ofTwo)).toContainText("Sanne Bakker verwijderde dit bericht.");
    await expect(thread(sanne).log.getByText("Je verwijderde dit bericht.")).toBeVisible();
  });

  test("offers changing and deleting for one's own messages only", async ({ enter }) => {
    const emma = await enter("emma", { path: ofTwo });
    const sanne = await enter("sanne", { path: ofTwo });
    await thread(emma).say("Dit is van mij.");
    await thread(sanne).say("En dit van haar.");
    const message = thread(emma).message("Dit is van mij.");
    await message.hover();
    await message.getByRole("button", { name: "Acties bij dit bericht" }).click();
    await expect(emma.getByRole("menuitem", { name: "Wijzigen" })).toBeVisible();
    await emma.keyboard.press("Escape");
    const hers = thread(emma).message("En dit van haar.");
    await hers.hover();
    await hers.getByRole("button", { name: "Acties bij dit bericht" }).click();
    await expect(emma.getByRole("menuitem", { name: "Beantwoorden" })).toBeVisible();
    await expect(emma.getByRole("menuitem", { name: /Wijzigen|Verwijderen/ })).toHaveCount(0);
  });

  test("answers a message; a press on what it answers goes there", async ({ enter }) => {
    const sanne = await enter("sanne", { path: circle });
    const fatima = await enter("fatima", { path: circle });
    await act(sanne, "Moe, maar ik ben wel opgestaan.", "Beantwoorden");
    await expect(sanne.getByText("Antwoord aan Emma de Jong")).toBeVisible();
    await thread(sanne).say("Knap gedaan.");
    const answer = thread(fatima).message("Knap gedaan.");
    await expect(answer.locator(".quote")).toContainText("Moe, maar ik ben wel opgestaan.");
    await answer.getByRole("button", { name: /Emma de Jong/ }).click();
    await expect(thread(fatima).message("Moe, maar ik ben wel opgestaan.").first()).toBeFocused();
  });
});

test.describe("V-08 files", () => {
  test("a picture is shown to the others without what the camera wrote into it, and without its name", async ({
    enter,
  }) => {
    const fatima = await enter("fatima", { path: circle });
    const sanne = await enter("sanne");
    const read: Promise<Buffer>[] = [];
    sanne.on("response", (response) => {
      if (response.url().includes("/attachments/") && response.ok()) read.push(response.body());
    });
    await sanne.goto(circle);
    const file = { name: "Fatima El Amrani.jpg", mimeType: "image/jpeg", buffer: await pictureWithExif() };
    await fatima.locator("input[type=file]").setInputFiles([file]);
    await expect(fatima.getByText(/Klaar om te versturen/)).toBeVisible();
    await thread(fatima).say("Uit de tuin");
    const message = thread(sanne).message("Uit de tuin");
    await message.getByRole("button", { name: "Afbeelding groot bekijken" }).click();
    await expect(sanne.getByRole("dialog").getByRole("img", { name: "Afbeelding" })).toBeVisible();
    await sanne.keyboard.press("Escape");
    await expect(sanne.getByText("El Amrani")).toHaveCount(0);
    expectNow(read.length).toBeGreaterThan(1);
    expectNow(file.buffer.includes(secretOfPicture)).toBe(true);
    for (const bytes of await Promise.all(read)) expectNow(bytes.includes(secretOfPicture)).toBe(false);
  });

  test("a file that can't be sent says so, and a related person is told what a document can tell", async ({
    enter,
  }) => {
    const page = await enter("fatima", { path: circle });
    await page.locator("input[type=file]").setInputFiles([
      { name: "programma.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") },
      { name: "foto.jpg", mimeType: "image/jpeg", buffer: Buffer.from([0, 1, 2, 3]) },
      { name: "brief.txt", mimeType: "text/plain", buffer: Buffer.from("Beste allemaal") },
    ]);
    await expect(page.getByText(/^Dit soort bestand kan niet\./)).toBeVisible();
    await expect(page.getByText("Dit bestand is beschadigd, of niet wat de naam zegt.")).toBeVisible();
    await expect(page.getByText(/^In een document kan je naam staan\./)).toBeVisible();
    for (const name of ["programma.exe", "foto.jpg", "brief.txt"]) {
      await page.getByRole("button", { name: `${name} weghalen` }).click();
    }
    await expect(page.getByRole("list", { name: "Bestanden bij je bericht" })).toHaveCount(0);
  });
});

test("V-08 search finds a message far back, and goes there", async ({ enter }) => {
  const lines = Array.from({ length: 160 }, (_, at) => (at === 4 ? "De sleutel ligt bij Noor." : `Zoekregel ${at}`));
  await stage.write("noor", withNoor.id, lines);
  const page = await enter("sanne", { path: ofTwo });
  await page.getByRole("searchbox", { name: "Zoek in gesprekken" }).fill("SLEUTEL");
  const found = page.getByRole("list", { name: "Gevonden berichten" }).getByRole("button");
  await expect(found).toHaveCount(1);
  await expect(found.locator("mark")).toHaveText("sleutel");
  await found.click();
  await expect(page).toHaveURL(new RegExp(withNoor.id));
  const message = thread(page).message("De sleutel ligt bij Noor.");
  await expect(message).toBeFocused();
  await expect(message).toBeInViewport();
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox", { name: "Zoek in berichten" }).fill("bestaat nergens");
  await expect(page.getByText("Niets gevonden met ‘bestaat nergens’.")).toBeVisible();
});

test("V-08 a draft survives a reload on this device, is marked in the list, and is gone after signing out", async ({
  enter,
}) => {
  const page = await enter("sanne", { path: ofTwo, own: true });
  await thread(page).field.fill("Nog niet af");
  await page.reload();
  await expect(thread(page).field).toHaveValue("Nog niet af");
  await page.goto(withNoor.path);
  await expect(rowOf(page, ofTwo)).toContainText("Concept Nog niet af");
  await page.goto("/profile");
  await page.getByRole("button", { name: "Afmelden" }).click();
  await expect(page).toHaveURL(/sign-in/);
  expectNow(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    "Nog niet",
  );
});

test("V-08 a draft is gone from this device, too, when its session ended while no page was open", async ({ enter }) => {
  const page = await enter("sanne", { path: ofTwo, own: true });
  await thread(page).field.fill("Nog niet verstuurd");
  await page.reload();
  await expect(thread(page).field).toHaveValue("Nog niet verstuurd");
  await page.evaluate(() => sessionStorage.setItem("kring.pending.somebody", "Nog niet verstuurd"));
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto("/conversations");
  await expect(page).toHaveURL(/sign-in/);
  expectNow(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    "Nog niet",
  );
});
