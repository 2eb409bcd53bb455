import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkout,
  createSupervisor,
  makeSecrets,
  migrations,
  runToEnd,
  type Secrets,
  startNats,
  startPostgres,
} from "@kring/platform";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A Postgres with a migrated, empty database "accounts" to copy, and a NATS. */
    servers: { postgresPort: number; natsUrl: string; realtimeNatsUrl: string; secrets: Secrets };
  }
}

/** One Postgres and one NATS for all tests of this service. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "kring-api-"));
  const supervisor = createSupervisor({ folder });
  const stop = async () => {
    await supervisor.stopAll();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const secrets = makeSecrets();
    const [postgres, nats] = await Promise.all([
      startPostgres({ supervisor, folder: join(folder, "postgres"), passwords: secrets.postgres }),
      startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats }),
    ]);
    const errand = migrations(postgres).find(({ name }) => name === "migrate-api");
    if (!errand) throw new Error("The platform knows no migration of the api.");
    await runToEnd({ ...errand, logFolder: supervisor.logFolder });
    project.provide("servers", {
      postgresPort: postgres.port,
      natsUrl: nats.url("api"),
      realtimeNatsUrl: nats.url("realtime"),
      secrets,
    });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
