import { readFile } from "node:fs/promises";
import { createDatabase, type Postgres, SERVICE_DATABASES } from "@kring/platform";
import { applyMigrations, createLogger } from "@kring/service-kit";
import { MIGRATIONS } from "../../src/migrate.ts";

export const OUTBOX_ALONE = { name: "outbox_alone", owner: "kring_api", logins: ["kring_api"] };

/** Makes the databases that tests copy: "conversations" with its migrations, and one that holds nothing but an outbox. */
export async function makeTemplates({ asAdmin, url }: Postgres): Promise<void> {
  const { owner, name } = SERVICE_DATABASES.conversations;
  const logger = createLogger({ service: "test", level: "silent" });
  await applyMigrations({ url: url(owner, name), dir: MIGRATIONS, logger });
  await asAdmin((client) => createDatabase(client, OUTBOX_ALONE));
  await asAdmin(async (client) => {
    await client.query(`SET ROLE ${OUTBOX_ALONE.owner}`);
    for (const file of ["outbox.sql", "incarnation.sql"]) {
      const sql = new URL(`../../../../packages/service-kit/sql/${file}`, import.meta.url);
      await client.query(await readFile(sql, "utf8"));
    }
  }, OUTBOX_ALONE.name);
}
