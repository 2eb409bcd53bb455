import { randomBytes } from "node:crypto";
import { SERVICE_DATABASES } from "@kring/platform";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  /** Its address for the role of the service; another port where given. */
  url(port?: number): string;
  /** As the superuser. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** A migrated, empty database "accounts" of one's own. */
export async function copyDatabase(): Promise<TestDatabase> {
  const { postgresPort, secrets } = inject("servers");
  const database = `accounts_${randomBytes(5).toString("hex")}`;
  const address = (role: string, name: string, port: number) =>
    `postgres://${role}:${secrets.postgres[role]}@127.0.0.1:${port}/${name}`;
  const run = async (name: string, text: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: address("postgres", name, postgresPort) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  const { owner } = SERVICE_DATABASES.accounts;
  await run("postgres", `CREATE DATABASE ${database} TEMPLATE accounts OWNER ${owner} STRATEGY file_copy`);
  await run("postgres", `GRANT CONNECT ON DATABASE ${database} TO kring_api`);
  return {
    url: (port = postgresPort) => address("kring_api", database, port),
    sql: (text, values) => run(database, text, values),
  };
}
