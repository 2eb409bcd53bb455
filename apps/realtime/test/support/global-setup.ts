import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSupervisor, makeSecrets, startNats, startPostgres } from "@kring/platform";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Addresses of the database server by role, each without a database. */
    postgresUrls: Record<string, string>;
    natsUrl: string;
    /** As the accounts service. */
    natsApiUrl: string;
  }
}

const ROLES = ["postgres", "kring_conversations_owner", "kring_realtime", "kring_roster", "kring_api"];

/** One Postgres and one nats-server for all tests of this package; each stage makes its own databases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "kring-realtime-"));
  const supervisor = createSupervisor({ folder });
  const secrets = makeSecrets();
  const [postgres, nats] = await Promise.all([
    startPostgres({ supervisor, folder: join(folder, "postgres"), passwords: secrets.postgres, unsynced: true }),
    startNats({ supervisor, programFolder: join(folder, "programs"), passwords: secrets.nats }),
  ]);
  project.provide("postgresUrls", Object.fromEntries(ROLES.map((role) => [role, postgres.url(role, "")])));
  project.provide("natsUrl", nats.url("realtime"));
  project.provide("natsApiUrl", nats.url("api"));
  return async () => {
    await supervisor.stopAll();
    await rm(folder, { recursive: true, force: true });
  };
}
