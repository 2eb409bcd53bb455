import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "./test/global-setup.ts",
    testTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
