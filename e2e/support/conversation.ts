import { type DemoName, demoConversations } from "@kring/testing";
import type { Locator, Page } from "@playwright/test";

/** The demo conversation of exactly these people. */
export function conversationOf(...people: DemoName[]): { id: string; path: string } {
  const found = demoConversations.find(
    ({ participants }) => participants.length === people.length && people.every((name) => participants.includes(name)),
  );
  if (found === undefined) throw new Error(`The demo has no conversation of ${people.join(", ")}.`);
  return { id: found.id, path: `/conversations/${found.id}` };
}

/** What one sees and does in an open conversation. */
export function thread(page: Page) {
  const log = page.getByRole("log", { name: "Berichten" });
  const messages = log.getByRole("article");
  const field = page.getByRole("textbox", { name: "Bericht" });
  const message = (text: string): Locator => messages.filter({ hasText: text });
  return {
    log,
    messages,
    message,
    field,
    details: page.getByRole("complementary", { name: "Wie leest mee" }),
    banner: page.getByRole("status").filter({ hasText: "Geen verbinding." }),
    typing: page.locator(".typing"),
    say: async (text: string): Promise<void> => {
      await field.fill(text);
      await field.press("Enter");
    },
    /** The texts in the order in which they stand, of those messages that match. */
    order: async (among: RegExp): Promise<string[]> =>
      (await messages.locator(".text").allInnerTexts()).filter((text) => among.test(text)),
  };
}

/** The row of a conversation in the list. */
export const rowOf = (page: Page, path: string): Locator =>
  page.getByRole("list", { name: "Lijst van gesprekken" }).locator(`a[href="${path}"]`);
