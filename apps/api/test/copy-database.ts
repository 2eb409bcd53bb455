import { randomBytes } from "node:crypto";
import { SERVICE_DATABASES } from "@kring/platform";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  /** Its address for the role of the service; another port where given. */
  url(port?: number): string;
  /** As the superuser. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A database of one's own: migrated and empty as "accounts", or with the demo in it. */
export async function copyDatabase(template: "accounts" | "accounts_demo"): Promise<TestDatabase> {
  const { postgresPort, secrets } = inject("servers");
  const database = `accounts_${randomBytes(5).toString("hex")}`;
  const address = (role: string, name: string, port: number) =>
    `postgres://${role}:${secrets.postgres[role]}@127.0.0.1:${port}/${name}`;
  const admin = new pg.Client({ connectionString: address("postgres", "postgres", postgresPort) });
  await admin.connect();
  const { owner } = SERVICE_DATABASES.accounts;
  await admin.query(`CREATE DATABASE ${database} TEMPLATE ${template} OWNER ${owner} STRATEGY file_copy`);
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO kring_api`);
  await admin.end();
  const pool = new pg.Pool({ connectionString: address("postgres", database, postgresPort), allowExitOnIdle: true });
  return {
    url: (port = postgresPort) => address("kring_api", database, port),
    sql: async (text, values = []) => (await pool.query<Record<string, unknown>>(text, values)).rows,
    close: () => pool.end(),
  };
}
