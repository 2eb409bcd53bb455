import { defineConfig } from "@playwright/test";
import { launchOptions, looks } from "./support/browser.ts";

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  globalSetup: "./support/global-setup.ts",
  // Each worker has a platform of its own, which its journeys share with its people.
  // They wait a third of the time, so one more than two cores.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  globalTimeout: 15 * 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions,
    ...looks.here,
    screenshot: "only-on-failure",
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
  },
  projects: [
    // First, so that its long ones keep nobody waiting at the end.
    { name: "phone", use: looks.phone, testMatch: ["phone.spec.ts", "accessible.spec.ts"] },
    { name: "desktop", use: looks.desktop, testIgnore: "phone.spec.ts" },
  ],
});
