import { expect } from "@playwright/test";
import { origin, stage } from "./journey.ts";

const decode = (raw: string): string =>
  raw
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The links that open something in the mails that this address has got so far, oldest first; each mail says its own twice. */
async function linksTo(address: string): Promise<string[]> {
  const mails = await stage.mailsTo(address);
  const links = mails.flatMap((raw) => decode(raw).match(/https?:\/\/[^\s"<]+#token=[\w-]+/g) ?? []);
  return [...new Set(links)].filter((link) => link.startsWith(origin) && !link.includes("/unsubscribe#"));
}

/** Waits for a mail that comes after `act`, and gives the link in it. */
export async function linkMailedBy(address: string, act: () => Promise<void>): Promise<string> {
  const before = (await linksTo(address)).length;
  await act();
  await expect.poll(async () => (await linksTo(address)).length).toBe(before + 1);
  return (await linksTo(address)).at(-1) ?? "";
}
