// `npm run screenshot -w @kring/e2e`: takes the picture of the README from a running platform.
import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { layGroundwork, startWorld } from "@kring/testing";
import { chromium } from "@playwright/test";
import { launchOptions, looks } from "./support/browser.ts";
import { conversationOf } from "./support/conversation.ts";
import { cookieOf } from "./support/cookie.ts";

const file = join(import.meta.dirname, "../docs/conversation.png");
const LARGEST = 200_000;

const { groundwork, remove } = await layGroundwork();
const world = await startWorld({ groundwork, web: true, gateways: 1 });
const browser = await chromium.launch(launchOptions);
try {
  const context = await browser.newContext({ ...looks.here, ...looks.desktop, colorScheme: "light" });
  await context.addCookies(cookieOf((await world.session("sanne")).cookie, world.origin));
  const page = await context.newPage();
  await page.goto(`${world.origin}${conversationOf("emma", "sanne", "fatima", "youssef").path}`);
  await page.getByRole("log").getByText("Moe, maar ik ben wel opgestaan.").waitFor();
  await page.getByRole("button", { name: "Wie leest mee" }).click();
  await page.getByRole("heading", { name: "Zo zie jij hen" }).waitFor();
  await page.mouse.move(640, 400);
  await page.evaluate(() => document.fonts.ready);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
} finally {
  await browser.close();
  await world.stop();
  await remove();
}
const { size } = statSync(file);
if (size > LARGEST) throw new Error(`${file} has ${size} bytes, more than ${LARGEST}.`);
console.log(`${file}: ${Math.round(size / 1000)} kB`);
