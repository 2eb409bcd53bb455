import { defineConfig } from "vitest/config";

// Deadlines only end what would never end.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 } });
