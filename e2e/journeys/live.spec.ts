import { expect as expectNow, type Page } from "@playwright/test";
import { conversationOf, rowOf, thread } from "../support/conversation.ts";
import { expect, stage, test } from "../support/journey.ts";

const ofTwo = conversationOf("sanne", "emma").path;
const circle = conversationOf("emma", "sanne", "fatima", "youssef").path;
const withDaan = conversationOf("daan", "sanne").path;
const withNoor = conversationOf("noor", "sanne");

/** Every typing frame that reaches this page from now on. */
function hearTyping(page: Page): string[] {
  const heard: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (String(payload).includes('["typing"')) heard.push(String(payload));
    }),
  );
  return heard;
}

test.describe("V-09 side by side", () => {
  test("two people write through two gateways: one order, nothing twice, a day line, read marks", async ({ enter }) => {
    await expect.poll(stage.sockets).toEqual([0, 0]);
    await stage.admit({ gateways: [0] });
    const sanne = await enter("sanne", { path: ofTwo });
    await expect.poll(stage.sockets).toEqual([1, 0]);
    await stage.admit({ gateways: [1] });
    const emma = await enter("emma", { path: ofTwo });
    await expect.poll(stage.sockets).toEqual([1, 1]);
    await stage.admit({});

    const texts = Array.from({ length: 8 }, (_, at) => at + 1);
    await Promise.all([
      ...[sanne, emma].map(async (page, who) => {
        for (const n of texts) await thread(page).say(`${who === 0 ? "S" : "E"}${n} samen`);
      }),
    ]);
    const all = texts.flatMap((n) => [`S${n} samen`, `E${n} samen`]).sort();
    for (const page of [sanne, emma]) {
      await expect.poll(async () => (await thread(page).order(/samen$/)).toSorted()).toEqual(all);
      await expect(thread(page).log.getByText(/Wordt verzonden|Wacht op verbinding/)).toHaveCount(0);
    }
    const order = await thread(sanne).order(/samen$/);
    expectNow(await thread(emma).order(/samen$/)).toEqual(order);
    expectNow(order.filter((text) => text.startsWith("S"))).toEqual(texts.map((n) => `S${n} samen`));
    expectNow(order.filter((text) => text.startsWith("E"))).toEqual(texts.map((n) => `E${n} samen`));
    await expect(thread(sanne).log.getByText(/^vandaag, /)).toHaveCount(1);

    await thread(sanne).say("Lees je dit?");
    await expect(
      thread(sanne)
        .message("Lees je dit?")
        .getByText(/Gelezen door Emma$/),
    ).toBeVisible();
    await sanne.reload();
    await expect(thread(sanne).message("Lees je dit?")).toBeVisible();
    expectNow(await thread(sanne).order(/samen$/)).toEqual(order);
  });

  test("what came in while away is counted, on every device, until it was seen", async ({ enter }) => {
    const page = await enter("sanne", { path: ofTwo });
    await page.goto(withDaan);
    await expect(thread(page).messages).not.toHaveCount(0);
    await expect(rowOf(page, withDaan).getByText("ongelezen")).toHaveCount(0);
    await page.goto(ofTwo);
    await expect(rowOf(page, withDaan)).toBeVisible();
    const other = await enter("sanne", { path: "/" });
    const daan = await enter("daan", { path: withDaan });

    for (const text of ["Nog iets over vrijdag.", "Kun jij dan?", "Ik wel."]) await thread(daan).say(text);
    await expect(rowOf(page, withDaan).getByText("3 ongelezen")).toBeAttached();
    const waiting = other.getByRole("link", { name: /^Daan Visser/ });
    await expect(waiting.getByText("3 ongelezen")).toBeAttached();
    await expect(
      thread(daan)
        .message("Ik wel.")
        .getByText(/Verzonden$/),
    ).toBeVisible();

    await rowOf(page, withDaan).click();
    await expect(thread(page).log.getByText("Nieuw", { exact: true })).toBeVisible();
    await expect(thread(page).message("Ik wel.")).toBeVisible();
    await expect(rowOf(page, withDaan).getByText("ongelezen")).toHaveCount(0);
    await expect(waiting).toHaveCount(0);
    await expect(
      thread(daan)
        .message("Ik wel.")
        .getByText(/Gelezen door Sanne$/),
    ).toBeVisible();
    await expect(thread(page).log.getByText("Nieuw", { exact: true })).toBeVisible();
  });

  test("history comes by pages while one scrolls up, and what one reads stays in place", async ({ enter }) => {
    const many = Array.from({ length: 110 }, (_, at) => `Regel ${at + 1} van de planning`);
    await stage.write("noor", withNoor.id, many);
    const page = await enter("sanne", { path: withNoor.path });
    const { log, message } = thread(page);
    const first = log.getByText("Ik heb je verlof genoteerd.");
    // Opened where the unread ones begin, however far back that is.
    await expect(log.getByText("Nieuw", { exact: true })).toBeInViewport();
    await expect(log.getByText("Regel 1 van de planning", { exact: true })).toBeInViewport();
    await page.getByRole("button", { name: /^Naar het nieuwste/ }).click();
    await expect(message("Regel 110 van de planning")).toBeInViewport();
    await expect(rowOf(page, withNoor.path).getByText("ongelezen")).toHaveCount(0);

    await page.reload();
    await expect(message("Regel 110 van de planning")).toBeInViewport();
    await expect(first).toHaveCount(0);
    const scroller = page.getByRole("region", { name: "Berichten, schuifbaar" });
    const held = log.getByText("Regel 80 van de planning", { exact: true });
    await held.scrollIntoViewIfNeeded();
    await expect(held).toBeInViewport();
    await expect(async () => {
      await scroller.evaluate((element) => element.scrollBy(0, -400));
      await expect(first).toBeInViewport({ timeout: 300 });
    }).toPass();
    const shown = await thread(page).order(/van de planning$/);
    expectNow(shown).toEqual(many);
  });

  test("reading stays where it is when others write meanwhile", async ({ enter }) => {
    const page = await enter("sanne", { path: withNoor.path });
    const { log, message } = thread(page);
    const held = log.getByText("Regel 70 van de planning", { exact: true });
    await expect(message("Regel 110 van de planning")).toBeInViewport();
    await page.getByRole("region", { name: "Berichten, schuifbaar" }).evaluate((element) => element.scrollBy(0, -900));
    await held.scrollIntoViewIfNeeded();
    const before = await held.boundingBox();
    await stage.write("noor", withNoor.id, ["Nog een regel", "En nog een"]);
    await expect(page.getByRole("button", { name: /^Naar het nieuwste/ })).toContainText("2");
    expectNow((await held.boundingBox())?.y).toBeCloseTo(before?.y ?? Number.NaN, 0);
    await page.getByRole("button", { name: /^Naar het nieuwste/ }).click();
    await expect(message("En nog een")).toBeInViewport();
  });
});

test.describe("V-04 typing", () => {
  test("clients and professionals show that they type; a related person only once they turned it on", async ({
    enter,
  }) => {
    const sanne = await enter("sanne");
    const heard = hearTyping(sanne);
    await sanne.goto(circle);
    await expect(thread(sanne).messages).not.toHaveCount(0);
    const emma = await enter("emma", { path: circle });
    const fatima = await enter("fatima", { path: circle });

    // Whatever Fatima's typing sends is on its way before her message, and Emma's typing comes after that.
    await thread(fatima).field.pressSequentially("Ze belde om drie uur.");
    await thread(fatima).field.press("Enter");
    await expect(thread(sanne).message("Ze belde om drie uur.")).toBeVisible();
    await thread(emma).field.pressSequentially("Ja, dat klopt");
    await expect(thread(sanne).typing).toHaveText("Emma typt");
    await expect(thread(fatima).typing).toHaveText("Emma typt");
    expectNow(new Set(heard).size).toBe(1);
    await thread(emma).field.press("Enter");
    await expect(thread(sanne).typing).toHaveCount(0);

    await fatima.getByRole("button", { name: "Wie leest mee" }).click();
    const choice = fatima.getByRole("switch", { name: "Laat zien dat je typt" });
    await expect(choice).not.toBeChecked();
    await choice.click();
    await expect(choice).toBeChecked();
    await stage.settle();
    await expect(async () => {
      await thread(fatima).field.pressSequentially("Zo");
      await expect(thread(sanne).typing).toHaveText("Maan typt", { timeout: 4000 });
    }).toPass();
    await choice.click();
    await expect(choice).not.toBeChecked();
  });
});
