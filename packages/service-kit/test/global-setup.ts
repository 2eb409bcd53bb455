import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSupervisor, makeSecrets, startPostgres } from "@kring/platform";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser's address of the database "postgres". */
    adminUrl: string;
    /** Address of the same server for the ordinary role of a service, without the database. */
    roleUrl: string;
  }
}

/** One Postgres for all tests of this package; each file makes its own databases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "kring-service-kit-"));
  const supervisor = createSupervisor({ folder });
  const postgres = await startPostgres({
    supervisor,
    folder: join(folder, "postgres"),
    passwords: makeSecrets().postgres,
    unsynced: true,
  });
  project.provide("adminUrl", postgres.url("postgres", "postgres"));
  project.provide("roleUrl", postgres.url("kring_api", ""));
  return async () => {
    await supervisor.stopAll();
    await rm(folder, { recursive: true, force: true });
  };
}
