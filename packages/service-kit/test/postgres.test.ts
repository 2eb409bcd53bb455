import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSupervisor, makeSecrets, startPostgres } from "@kring/platform";
import pg from "pg";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { inTransaction, isUnavailable, readIncarnation } from "../src/index.ts";
import { createDatabase, openPool } from "./support.ts";

describe("transactions", () => {
  test("a lost race runs the whole transaction again", async () => {
    const { url } = await createDatabase();
    const pool = openPool(url);
    await pool.query("CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)");
    const increase = () =>
      inTransaction(
        pool,
        async (client) => {
          const { rows } = await client.query<{ n: number }>("SELECT n FROM counter");
          await client.query("UPDATE counter SET n = $1", [(rows[0]?.n ?? 0) + 1]);
        },
        { isolation: "serializable", attempts: 50 },
      );
    await Promise.all(Array.from({ length: 6 }, increase));
    expect((await pool.query("SELECT n FROM counter")).rows).toEqual([{ n: 6 }]);
  });

  test("an error leaves nothing behind and gives the connection back", async () => {
    const { url } = await createDatabase();
    const pool = openPool(url, 1);
    await pool.query("CREATE TABLE thing (id int)");
    const fail = inTransaction(pool, async (client) => {
      await client.query("INSERT INTO thing VALUES (1)");
      throw new Error("no");
    });
    await expect(fail).rejects.toThrow("no");
    expect((await pool.query("SELECT id FROM thing")).rowCount).toBe(0);
  });
});

describe("a pool", () => {
  test("survives connections that the server ends", async () => {
    const { url } = await createDatabase();
    const pool = openPool(url);
    await pool.query("SELECT 1");
    const admin = new pg.Client({ connectionString: inject("adminUrl") });
    await admin.connect();
    const busy = pool.query("SELECT pg_sleep(9)").then(
      () => undefined,
      (error: unknown) => error,
    );
    const others =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND query LIKE '%pg_sleep%'";
    const database = new URL(url).pathname.slice(1);
    await expect.poll(async () => (await admin.query(others, [database])).rowCount).toBeGreaterThan(0);
    expect(isUnavailable(await busy)).toBe(true);
    await admin.end();
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });

  test("tells a database that is away from a statement that is wrong", async () => {
    const { url } = await createDatabase();
    const away = openPool("postgres://somebody@127.0.0.1:1/nothing");
    expect(isUnavailable(await away.query("SELECT 1").catch((error: unknown) => error))).toBe(true);
    expect(
      isUnavailable(
        await openPool(url)
          .query("SELEC 1")
          .catch((error: unknown) => error),
      ),
    ).toBe(false);
  });
});

describe("incarnation", () => {
  test("is readable by an ordinary role, stays while the timeline stays, and differs between databases", async () => {
    const one = await createDatabase("incarnation.sql");
    const pool = openPool(one.roleUrl);
    const incarnation = await readIncarnation(pool);
    expect(incarnation).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    expect(await readIncarnation(pool)).toBe(incarnation);
    const other = await createDatabase("incarnation.sql");
    expect(await readIncarnation(openPool(other.roleUrl))).not.toBe(incarnation);
  });

  test("changes when the cluster is restored from its log, as after a fail-over", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kring-restore-"));
    const supervisor = createSupervisor({ folder });
    onTestFinished(async () => {
      await supervisor.stopAll();
      rmSync(folder, { recursive: true, force: true });
    });
    const cluster = { supervisor, folder: join(folder, "postgres"), passwords: makeSecrets().postgres };
    const sql = readFileSync(new URL("../sql/incarnation.sql", import.meta.url), "utf8");
    const read = async (client: pg.Client) => (await client.query("SELECT read_incarnation() AS incarnation")).rows;

    const first = await startPostgres(cluster);
    await first.asAdmin((client) => client.query(sql));
    const before = await first.asAdmin(read);
    await first.stop();

    const restarted = await startPostgres(cluster);
    expect(await restarted.asAdmin(read)).toEqual(before);
    await restarted.stop();

    appendFileSync(join(cluster.folder, "postgresql.auto.conf"), "restore_command = 'false'\nhot_standby = off\n");
    writeFileSync(join(cluster.folder, "recovery.signal"), "", { mode: 0o644 });
    const restored = await startPostgres(cluster);
    expect(await restored.asAdmin(read)).not.toEqual(before);
  });
});
