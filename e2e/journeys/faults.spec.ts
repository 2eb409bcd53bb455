import { expect as expectNow, type Page } from "@playwright/test";
import { conversationOf, thread } from "../support/conversation.ts";
import { type Enter, expect, stage, test } from "../support/journey.ts";

const ofTwo = conversationOf("sanne", "emma").path;
const withDaan = conversationOf("daan", "sanne").path;

const unsent = /Wordt verzonden|Wacht op verbinding|Niet verzonden/;

/** Every connection to a gateway ends, and no new one is let in. */
async function takeGatewaysAway(): Promise<void> {
  await stage.admit({ gateways: [] });
  await Promise.all([stage.kill("realtime-1"), stage.kill("realtime-2")]);
}

const giveGatewaysBack = (): Promise<void> => stage.admit({});

async function enterBoth(enter: Enter, path: string, other: "emma" | "daan"): Promise<{ sanne: Page; other: Page }> {
  const pages = { sanne: await enter("sanne", { path }), other: await enter(other, { path }) };
  for (const page of [pages.sanne, pages.other]) await expect(thread(page).messages).not.toHaveCount(0);
  return pages;
}

/** Both screens show the same messages in the same order: these, each once. */
async function expectAlike(pages: Page[], among: RegExp, texts: string[]): Promise<void> {
  for (const page of pages) {
    await expect(async () => {
      expectNow((await thread(page).order(among)).toSorted()).toEqual(texts.toSorted());
    }).toPass({ timeout: 40_000 });
    await expect(thread(page).log.getByText(unsent)).toHaveCount(0);
  }
  const [first = [], ...others] = await Promise.all(pages.map((page) => thread(page).order(among)));
  for (const order of others) expectNow(order).toEqual(first);
}

test.afterEach(giveGatewaysBack);

test.describe("V-09 without a connection", () => {
  test("the page says so, keeps what is written, and sends it once when the connection returns", async ({ enter }) => {
    const { sanne, other: daan } = await enterBoth(enter, withDaan, "daan");
    await sanne.context().setOffline(true);
    await Promise.all([stage.kill("realtime-1"), stage.kill("realtime-2")]);
    await expect(thread(sanne).banner).toHaveText(
      /^Geen verbinding\. Schrijf gerust door: wat je verstuurt, gaat weg zodra het kan\.$/,
    );
    const texts = ["Geschreven in de trein: een", "Geschreven in de trein: twee"];
    for (const text of texts) await thread(sanne).say(text);
    for (const text of texts) {
      await expect(thread(sanne).message(text).getByText("Wacht op verbinding")).toBeVisible();
    }
    await thread(daan).say("Geschreven in de trein: daan");
    await expect(
      thread(daan)
        .message("Geschreven in de trein: daan")
        .getByText(/Verzonden$/),
    ).toBeVisible();
    await expect(thread(sanne).message("Geschreven in de trein: daan")).toHaveCount(0);

    await sanne.context().setOffline(false);
    await expect(thread(sanne).banner).toHaveCount(0);
    await expectAlike([sanne, daan], /^Geschreven in de trein/, ["Geschreven in de trein: daan", ...texts]);
    await sanne.reload();
    await expectAlike([sanne, daan], /^Geschreven in de trein/, ["Geschreven in de trein: daan", ...texts]);
  });

  test("a message that waits survives a reload, and goes out once", async ({ enter }) => {
    const { sanne, other: daan } = await enterBoth(enter, withDaan, "daan");
    await takeGatewaysAway();
    await expect(thread(sanne).banner).toBeVisible();
    await thread(sanne).say("Bewaard over het herladen");
    await expect(thread(sanne).message("Bewaard over het herladen").getByText("Wacht op verbinding")).toBeVisible();
    await sanne.reload();
    await giveGatewaysBack();
    await expectAlike([sanne, daan], /^Bewaard over/, ["Bewaard over het herladen"]);
    expectNow(await sanne.evaluate(() => ({ ...sessionStorage }))).toEqual({});
  });
});

test.describe("V-09 while the platform fails", () => {
  for (const [name, process] of Object.entries({
    "one gateway": "realtime-1",
    "the other gateway": "realtime-2",
    "the api": "api",
    "nats-server": "nats",
    Postgres: "postgres",
  })) {
    test(`kill -9 of ${name} while two write: nothing lost, nothing twice, and it recovers by itself`, async ({
      enter,
    }) => {
      await stage.admit({ gateways: [0] });
      const sanne = await enter("sanne", { path: ofTwo });
      await stage.admit({ gateways: [1] });
      const emma = await enter("emma", { path: ofTwo });
      await stage.admit({});
      for (const page of [sanne, emma]) await expect(thread(page).messages).not.toHaveCount(0);

      const written: string[] = [];
      const write = async (page: Page, who: string, from: number, to: number): Promise<void> => {
        for (let n = from; n <= to; n++) {
          const text = `${who}${n} bij ${name}`;
          written.push(text);
          await thread(page).say(text);
          // Goes on as soon as it stands on the page, sent or not.
          await expect(thread(page).message(text)).toBeVisible();
        }
      };
      await Promise.all([write(sanne, "S", 1, 3), write(emma, "E", 1, 3)]);
      await Promise.all([stage.kill(process), write(sanne, "S", 4, 9), write(emma, "E", 4, 9)]);

      const after = `Daarna, bij ${name}`;
      await thread(sanne).say(after);
      await expectAlike([sanne, emma], new RegExp(` bij ${name}$`), [...written, after]);
      await expect(thread(sanne).banner).toHaveCount(0);
      await emma.reload();
      await expectAlike([sanne, emma], new RegExp(` bij ${name}$`), [...written, after]);
    });
  }

  test("with every gateway away the page says it, and recovers when one is back", async ({ enter }) => {
    const { sanne, other: emma } = await enterBoth(enter, ofTwo, "emma");
    await takeGatewaysAway();
    for (const page of [sanne, emma]) await expect(thread(page).banner).toBeVisible();
    await thread(sanne).say("Van voor het herstel");
    await expect(thread(sanne).message("Van voor het herstel").getByText("Wacht op verbinding")).toBeVisible();
    await stage.admit({ gateways: [1] });
    for (const page of [sanne, emma]) await expect(thread(page).banner).toHaveCount(0);
    await expectAlike([sanne, emma], /^Van voor het herstel/, ["Van voor het herstel"]);
  });

  test("with the api away one goes on talking, and signing in says that it can't be done now", async ({ enter }) => {
    const { sanne, other: emma } = await enterBoth(enter, ofTwo, "emma");
    const page = await enter(null, { path: "/sign-in" });
    await stage.admit({ api: false });
    await page.getByLabel("E-mailadres").fill("sanne.bakker@kring.example");
    await page.getByLabel("Wachtwoord", { exact: true }).fill("whatever");
    await page.getByRole("button", { name: "Aanmelden" }).click();
    await expect(page.getByRole("alert")).toHaveText("Dit kan nu even niet. Probeer het zo weer.");

    await thread(sanne).say("Zonder de accounts");
    await expect(thread(emma).message("Zonder de accounts")).toBeVisible();
  });
});
