import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, createSupervisor, makeSecrets, startNats, startPostgres } from "@kring/platform";
import type { TestProject } from "vitest/node";
import { makeTemplates } from "./templates.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Addresses of the database server by role, each without a database. */
    postgresUrls: Record<string, string>;
    /** For each worker one, so that no test hears what another says; as the conversations and the accounts service. */
    nats: { realtime: string; api: string }[];
  }
}

const ROLES = ["postgres", "kring_conversations_owner", "kring_realtime", "kring_roster", "kring_api"];

/** One Postgres for all tests of this package, with databases that each stage copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "kring-realtime-"));
  const supervisor = createSupervisor({ folder });
  const secrets = makeSecrets();
  const [postgres, ...nats] = await Promise.all([
    startPostgres({ supervisor, folder: join(folder, "postgres"), passwords: secrets.postgres, unsynced: true }),
    ...Array.from({ length: project.config.maxWorkers }, () =>
      startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats }),
    ),
  ]);
  await makeTemplates(postgres);
  project.provide("postgresUrls", Object.fromEntries(ROLES.map((role) => [role, postgres.url(role, "")])));
  project.provide(
    "nats",
    nats.map(({ url }) => ({ realtime: url("realtime"), api: url("api") })),
  );
  return async () => {
    await supervisor.stopAll();
    await rm(folder, { recursive: true, force: true });
  };
}
