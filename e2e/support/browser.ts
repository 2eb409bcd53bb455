import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

const SYSTEM = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const found = process.env.CHROMIUM_PATH ?? SYSTEM.find(existsSync);

/** The Chromium of CHROMIUM_PATH, else the system's (the one without windows first), else Playwright's own; silent towards the network. */
export const launchOptions: LaunchOptions = {
  ...(found !== undefined && { executablePath: found }),
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** How the demo's people look at it. */
export const looks = {
  here: { locale: "nl-NL" },
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
