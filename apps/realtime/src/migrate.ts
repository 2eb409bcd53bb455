import { fileURLToPath } from "node:url";
import { applyMigrations, createLogger, readConfig, settings } from "@kring/service-kit";
import { z } from "zod";

export const MIGRATIONS = fileURLToPath(new URL("../prisma/migrations", import.meta.url));

if (import.meta.main) {
  const config = readConfig(
    z.object({ MIGRATION_DATABASE_URL: settings.postgresUrl, LOG_LEVEL: settings.logLevel }),
    process.env,
  );
  const logger = createLogger({ service: "realtime", level: config.LOG_LEVEL });
  const applied = await applyMigrations({ url: config.MIGRATION_DATABASE_URL, dir: MIGRATIONS, logger });
  logger.info({ applied: applied.length }, "the conversations database is up to date");
}
