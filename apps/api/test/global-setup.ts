import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_PASSWORD } from "@kring/domain/demo";
import {
  checkout,
  createSupervisor,
  makeSecrets,
  migrations,
  type Postgres,
  runToEnd,
  SERVICE_DATABASES,
  type Secrets,
  startNats,
  startPostgres,
} from "@kring/platform";
import { createLogger, createPool } from "@kring/service-kit";
import { hash } from "@node-rs/argon2";
import type { TestProject } from "vitest/node";
import { createDatabase } from "../src/database.ts";
import { seedDemoPeople } from "../src/demo/index.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A Postgres with databases to copy, and for each worker a NATS, so that no test hears what another says. */
    servers: { postgresPort: number; nats: { api: string; realtime: string }[]; secrets: Secrets };
  }
}

/** One Postgres for all tests of this service: its database "accounts" is migrated and empty, "accounts_demo" has the demo. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "kring-api-"));
  const supervisor = createSupervisor({ folder });
  const stop = async () => {
    await supervisor.stopAll();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const secrets = makeSecrets();
    const [postgres, ...nats] = await Promise.all([
      startPostgres({ supervisor, folder: join(folder, "postgres"), passwords: secrets.postgres, unsynced: true }),
      ...Array.from({ length: project.config.maxWorkers }, () =>
        startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats }),
      ),
    ]);
    const errand = migrations(postgres).find(({ name }) => name === "migrate-api");
    if (!errand) throw new Error("The platform knows no migration of the api.");
    await runToEnd({ ...errand, logFolder: supervisor.logFolder });
    await makeDemo(postgres);
    project.provide("servers", {
      postgresPort: postgres.port,
      nats: nats.map(({ url }) => ({ api: url("api"), realtime: url("realtime") })),
      secrets,
    });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The demo's people as the seed makes them, but that checking a password takes no 20 MiB: they sign in hundreds of times. */
async function makeDemo({ asAdmin, url }: Postgres): Promise<void> {
  const name = "accounts_demo";
  const { owner } = SERVICE_DATABASES.accounts;
  await asAdmin((client) => client.query(`CREATE DATABASE ${name} TEMPLATE accounts OWNER ${owner}`));
  await asAdmin((client) => client.query(`GRANT CONNECT ON DATABASE ${name} TO kring_api`));
  const logger = createLogger({ service: "api", level: "silent" });
  const pool = createPool({ url: url("kring_api", name), max: 1, name: "test-seed", logger });
  await seedDemoPeople(createDatabase(pool));
  const password = await hash(DEMO_PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  await pool.query("UPDATE credential SET password = $1", [password]);
  await pool.end();
}
