import { randomUUID } from "node:crypto";
import { createDatabase, SERVICE_DATABASES, type ServiceDatabase } from "@kring/platform";
import { createLogger, createPool, type Logger, type Pool } from "@kring/service-kit";
import pg from "pg";
import { inject } from "vitest";
import { OUTBOX_ALONE } from "./templates.ts";

export const silent: Logger = createLogger({ service: "test", level: process.env.TEST_LOG_LEVEL ?? "silent" });

type Role = "postgres" | "kring_conversations_owner" | "kring_realtime" | "kring_roster" | "kring_api";

export interface Database {
  url(role: Role): string;
  pool(role: Role, max?: number, lockMs?: number): Pool;
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
    pool: (role, max = 10, lockMs = 5_000) => {
      const pool = createPool({ url: urlOf(role, name), max, lockMs, name: "test", logger: silent });
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

async function copyDatabase(template: ServiceDatabase): Promise<Database> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template.name} OWNER ${template.owner} STRATEGY file_copy`);
    await createDatabase(client, { ...template, name });
  });
  return open(name);
}

/** A conversations database of its own, made by the real migrations. */
export const createConversationsDatabase = (): Promise<Database> => copyDatabase(SERVICE_DATABASES.conversations);

/** A database that holds nothing but an outbox. */
export const createOutboxDatabase = (): Promise<Database> => copyDatabase(OUTBOX_ALONE);
