import { expect } from "@playwright/test";
import { origin, stage } from "./journey.ts";

const decode = (raw: string): string =>
  raw
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The links to the platform in the mails that this address has got so far, oldest first. */
async function linksTo(address: string): Promise<string[]> {
  const mails = await stage.mailsTo(address);
  return mails.flatMap((raw) => decode(raw).match(/https?:\/\/\S+/g) ?? []).filter((link) => link.startsWith(origin));
}

/** Waits for a mail that comes after `act`, and gives the link in it. */
export async function linkMailedBy(address: string, act: () => Promise<void>): Promise<string> {
  const before = (await linksTo(address)).length;
  await act();
  await expect.poll(async () => (await linksTo(address)).length).toBe(before + 1);
  return (await linksTo(address)).at(-1) ?? "";
}
