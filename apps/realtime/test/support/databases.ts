import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createDatabase } from "@kring/platform";
import { applyMigrations, createLogger, createPool, type Logger, type Pool } from "@kring/service-kit";
import pg from "pg";
import { inject } from "vitest";
import { MIGRATIONS } from "../../src/migrate.ts";

export const silent: Logger = createLogger({ service: "test", level: process.env.TEST_LOG_LEVEL ?? "silent" });

type Role = "postgres" | "kring_conversations_owner" | "kring_realtime" | "kring_roster" | "kring_api";

export interface Database {
  url(role: Role): string;
  pool(role: Role, max?: number): Pool;
  /** Ends every connection, as a restart of the server would. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
}

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf("postgres", "postgres") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(role: Role, database: string): string {
  const url = new URL(inject("postgresUrls")[role] ?? "");
  url.pathname = database;
  return url.href;
}

function open(name: string): Database {
  const pools: Pool[] = [];
  return {
    url: (role) => urlOf(role, name),
    pool: (role, max = 10) => {
      const pool = createPool({ url: urlOf(role, name), max, name: "test", logger: silent });
      pools.push(pool);
      return pool;
    },
    cutConnections: () =>
      asAdmin((client) =>
        client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]),
      ),
    close: async () => {
      for (const pool of pools) await pool.end();
    },
  };
}

const newName = () => `test_${randomUUID().replaceAll("-", "")}`;

/** A conversations database of its own, made by the real migrations. */
export async function createConversationsDatabase(): Promise<Database> {
  const name = newName();
  const roles = { name, owner: "kring_conversations_owner", logins: ["kring_realtime", "kring_roster"] };
  await asAdmin((client) => createDatabase(client, roles));
  await applyMigrations({ url: urlOf("kring_conversations_owner", name), dir: MIGRATIONS, logger: silent });
  return open(name);
}

/** A database that holds nothing but an outbox. */
export async function createOutboxDatabase(): Promise<Database> {
  const name = newName();
  await asAdmin((client) => createDatabase(client, { name, owner: "kring_api", logins: ["kring_api"] }));
  const database = open(name);
  const owner = database.pool("kring_api");
  for (const file of ["outbox.sql", "incarnation.sql"]) {
    await owner.query(await readFile(new URL(`../../../../packages/service-kit/sql/${file}`, import.meta.url), "utf8"));
  }
  return database;
}
