import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { applyMigrations } from "../src/index.ts";
import { createDatabase, openPool, silent } from "./support.ts";

async function start() {
  const dir = await mkdtemp(join(tmpdir(), "kring-migrations-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const { url } = await createDatabase();
  const write = async (name: string, sql: string) => {
    await mkdir(join(dir, name), { recursive: true });
    await writeFile(join(dir, name, "migration.sql"), sql);
  };
  await write("0001_first", "CREATE TABLE thing (id int PRIMARY KEY);\nINSERT INTO thing VALUES (1);");
  await write("0002_second", "ALTER TABLE thing ADD COLUMN label text;");
  await writeFile(join(dir, "migration_lock.toml"), 'provider = "postgresql"');
  return { write, pool: openPool(url), apply: () => applyMigrations({ url, dir, logger: silent }) };
}

describe("migrations", () => {
  test("are applied in order, once, and recorded as Prisma does", async () => {
    const { apply, pool, write } = await start();
    expect(await apply()).toEqual(["0001_first", "0002_second"]);
    expect(await apply()).toEqual([]);
    await write("0003_third", "INSERT INTO thing VALUES (2, 'x');");
    expect(await apply()).toEqual(["0003_third"]);
    const { rows } = await pool.query(
      `SELECT migration_name, applied_steps_count, length(checksum) AS checksum, length(id) AS id, logs, rolled_back_at,
              finished_at >= started_at AS finished FROM _prisma_migrations ORDER BY started_at`,
    );
    const record = { applied_steps_count: 1, checksum: 64, id: 36, logs: null, rolled_back_at: null, finished: true };
    expect(rows).toEqual(
      ["0001_first", "0002_second", "0003_third"].map((name) => ({ migration_name: name, ...record })),
    );
  });

  test("started by several replicas at once are applied once", async () => {
    const { apply, pool } = await start();
    const applied = await Promise.all([apply(), apply(), apply()]);
    expect(applied.flat().sort()).toEqual(["0001_first", "0002_second"]);
    expect((await pool.query("SELECT id FROM thing")).rowCount).toBe(1);
  });

  test("leave nothing of one that fails, and go on when it is mended", async () => {
    const { apply, pool, write } = await start();
    await write("0003_third", "CREATE TABLE other (id int); INSERT INTO nowhere VALUES (1);");
    await expect(apply()).rejects.toThrow("0003_third failed");
    expect((await pool.query("SELECT to_regclass('other') AS found")).rows).toEqual([{ found: null }]);
    await write("0003_third", "CREATE TABLE other (id int);");
    expect(await apply()).toEqual(["0003_third"]);
  });

  test("refuse when one was changed, or slipped in before one that was applied", async () => {
    const { apply, write } = await start();
    await apply();
    await write("0001_zero", "SELECT 1;");
    await apply().then(
      () => expect.fail("applied a migration out of order"),
      (error: unknown) => expect(error).toMatchObject({ message: expect.stringContaining("comes before 0002_second") }),
    );
    await write("0002_second", "ALTER TABLE thing ADD COLUMN name text;");
    await expect(apply()).rejects.toThrow("0002_second was changed");
  });
});
