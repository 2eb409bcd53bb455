import { createLogger, createPool, readConfig, settings } from "@kring/service-kit";
import { z } from "zod";
import { createDatabase } from "./database.ts";
import { seedDemoPeople } from "./demo/index.ts";

const { KRING_MODE: mode, DATABASE_URL: url } = readConfig(
  z.object({ KRING_MODE: settings.mode, DATABASE_URL: settings.postgresUrl }),
  process.env,
);
if (mode !== "demo") throw new Error("Demo people exist in demo mode only.");
const pool = createPool({
  url,
  max: 2,
  name: "kring-api-seed",
  logger: createLogger({ service: "api-seed", level: "warn" }),
});
const seeded = await seedDemoPeople(createDatabase(pool));
await pool.end();
process.stdout.write(seeded ? "demo people: made\n" : "demo people: already there\n");
