import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Logger } from "./log.ts";
import { isUnavailable } from "./postgres.ts";

export interface MigrationOptions {
  /** Connects as the owner of the database. */
  url: string;
  /** Folder with one folder per migration, each with a migration.sql. */
  dir: string;
  logger: Logger;
  /** How long to wait for the database. */
  waitMs?: number;
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

// The same lock as Prisma's own engine takes.
const LOCK = 72_707_369;

// The same table as Prisma's, so that its CLI agrees about what was applied.
const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/** Applies what is new, in order, each in a transaction. Refuses when a migration was changed after it was applied. Gives the names of the new ones. */
export async function applyMigrations({ url, dir, logger, waitMs = 30_000 }: MigrationOptions): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const client = await connect(url, waitMs);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(TABLE);
    const applied = await readApplied(client);
    checkHistory(migrations, applied);
    const fresh = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of fresh) {
      await applyOne(client, migration);
      logger.info({ migration: migration.name }, "migration applied");
    }
    return fresh.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function connect(url: string, waitMs: number): Promise<pg.Client> {
  const until = Date.now() + waitMs;
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      application_name: "kring-migrate",
      connectionTimeoutMillis: 3_000,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (!isUnavailable(error) || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished) throw new Error(`Migration ${unfinished.migration_name} was begun and not finished`);
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function checkHistory(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  for (const { name, checksum } of migrations) {
    const known = applied.get(name);
    if (known !== undefined && known !== checksum)
      throw new Error(`Migration ${name} was changed after it was applied`);
  }
  const firstNew = migrations.findIndex(({ name }) => !applied.has(name));
  const late = firstNew < 0 ? undefined : migrations.slice(firstNew).find(({ name }) => applied.has(name));
  if (late)
    throw new Error(`Migration ${migrations[firstNew]?.name} comes before ${late.name}, which was applied already`);
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${name} failed; nothing of it was applied`, { cause: error });
  }
}
