import { fileURLToPath } from "node:url";
import { applyMigrations, createLogger, readConfig, settings } from "@kring/service-kit";
import { z } from "zod";
import { migrateJobs } from "./jobs/index.ts";

const { MIGRATION_DATABASE_URL: url } = readConfig(
  z.object({ MIGRATION_DATABASE_URL: settings.postgresUrl }),
  process.env,
);
const logger = createLogger({ service: "api-migrate", level: "warn" });
const dir = fileURLToPath(new URL("../prisma/migrations", import.meta.url));
const applied = await applyMigrations({ url, dir, logger });
await migrateJobs(url);
process.stdout.write(`accounts: ${applied.length === 0 ? "up to date" : `applied ${applied.join(", ")}`}\n`);
