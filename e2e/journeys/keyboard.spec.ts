import { DEMO_PASSWORD, demoPeople } from "@kring/testing";
import { conversationOf, thread } from "../support/conversation.ts";
import { expect, stage, test } from "../support/journey.ts";
import { focused, tabBackTo, tabTo } from "../support/keyboard.ts";

const withNoor = conversationOf("noor", "sanne");
const withDaan = conversationOf("daan", "sanne").path;

test("by keyboard alone: sign in, choose a conversation, write, open the details and close them", async ({ enter }) => {
  const page = await enter(null, { path: "/conversations" });
  await expect(page.getByLabel("E-mailadres")).toBeVisible();
  await tabTo(page, /^input/);
  await page.keyboard.type(demoPeople.sanne.email);
  await tabTo(page, /^input/);
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /^Noor Smit/ })).toBeVisible();

  await tabTo(page, /^a .*Noor Smit/s);
  await page.keyboard.press("Enter");
  await expect(thread(page).field).toBeFocused();
  await page.keyboard.type("Zonder muis geschreven");
  await page.keyboard.press("Enter");
  await expect(
    thread(page)
      .message("Zonder muis geschreven")
      .getByText(/Verzonden|Gelezen/),
  ).toBeVisible();
  await expect(thread(page).field).toBeFocused();

  await tabBackTo(page, /Bestanden toevoegen/);
  await tabBackTo(page, /Acties bij dit bericht/);
  await tabBackTo(page, /Berichten, schuifbaar/);
  await tabBackTo(page, /^button Wie leest mee$/);
  await page.keyboard.press("Enter");
  const { details } = thread(page);
  await expect(details).toBeVisible();
  await tabTo(page, /Sluit dit paneel/);
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Wie leest mee" })).toBeFocused();
});

test("the first stop jumps over the menu, and arrows move through the list", async ({ enter }) => {
  const page = await enter("sanne", { path: withDaan });
  await expect(thread(page).messages).not.toHaveCount(0);
  await page.locator("body").press("Tab");
  const first = await focused(page);
  expect(first).toMatchObject({ what: "a Naar de inhoud", isVisible: true });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await tabTo(page, /^a .*(Noor|Emma|Daan|Slaap|Anoniem)/s);
  const before = (await focused(page)).what;
  await page.keyboard.press("ArrowDown");
  const below = await focused(page);
  expect(below.what).not.toBe(before);
  expect(below).toMatchObject({ isVisible: true, isCovered: false });
  await page.keyboard.press("ArrowUp");
  expect((await focused(page)).what).toBe(before);
});

test("a screen reader hears each new message once, and history never", async ({ enter }) => {
  const page = await enter("sanne");
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const listen = (): void => {
      const live = (node: Node): Element | null =>
        (node instanceof Element ? node : node.parentElement)?.closest(
          "[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log]:not([aria-live=off])",
        ) ?? null;
      new MutationObserver((changes) => {
        const regions = new Set(changes.map(({ target }) => live(target)));
        for (const region of regions) if (region?.textContent) said.push(region.textContent);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    };
    listen();
  });
  const said = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);

  await page.goto(withNoor.path);
  await expect(thread(page).messages).not.toHaveCount(0);
  await expect(thread(page).log).toHaveAttribute("aria-live", "off");
  const newest = (await thread(page).messages.last().locator(".text").innerText()).trim();
  expect((await said()).join("\n")).not.toContain(newest);

  await stage.write("noor", withNoor.id, ["Dit is nieuw"]);
  await expect.poll(said).toContain("Noor Smit: Dit is nieuw");
  await thread(page).say("En dit is van mij");
  await expect(
    thread(page)
      .message("En dit is van mij")
      .getByText(/Verzonden|Gelezen/),
  ).toBeVisible();
  await stage.write("noor", withNoor.id, ["En nog een"]);
  await expect.poll(said).toContain("Noor Smit: En nog een");
  const heard = await said();
  expect(heard.filter((text) => text.includes("Dit is nieuw"))).toHaveLength(1);
  expect(heard.filter((text) => text.includes("van mij"))).toEqual([]);
});
