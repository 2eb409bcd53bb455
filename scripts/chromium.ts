import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PlainError } from "@kring/platform";
import { run } from "./run.ts";

/** The first costs least: it has no windows. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The Chromium for the browser journeys: CHROMIUM_PATH, one on the PATH, Debian's package when that may be installed,
 * Playwright's own. Undefined stands for Playwright's own, which Playwright finds by itself.
 */
export async function findChromium(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new PlainError(`CHROMIUM_PATH names ${given}, where there is nothing.`);
  }
  const present = onPath();
  if (present !== undefined) return present;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", { args: ["update", "-q"], env });
    // Older Debians lack the first.
    for (const name of ["chromium-headless-shell", "chromium"]) {
      await run("apt-get", { args: ["install", "-y", "-q", "--no-install-recommends", name], env });
      const installed = onPath();
      if (installed !== undefined) return installed;
    }
  }
  const { code } = await run("playwright", { args: ["install", "chromium"] });
  if (code === 0) return undefined;
  throw new PlainError("Chromium is missing and could not be fetched: install it, or set CHROMIUM_PATH.");
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
}
