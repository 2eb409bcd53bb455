import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Postgres, startPostgres } from "../src/postgres.ts";
import { loadSecrets, type Secrets } from "../src/secrets.ts";
import { createSupervisor, type Supervisor, type SupervisorEvent } from "../src/supervisor.ts";

// The space in the name is on purpose: checkouts lie in such folders.
const folder = mkdtempSync(join(tmpdir(), "kring postgres "));
const events: SupervisorEvent[] = [];
let supervisor: Supervisor;
let secrets: Secrets;
let postgres: Postgres;

beforeAll(async () => {
  secrets = loadSecrets(join(folder, "secrets.json"));
  await start();
}, 60_000);

afterAll(async () => {
  await supervisor.stopAll();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function start(): Promise<void> {
  supervisor = createSupervisor({ folder, onEvent: (event) => events.push(event) });
  postgres = await startPostgres({ supervisor, folder: join(folder, "data"), passwords: secrets.postgres });
}

async function ask(role: string, database: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(postgres.url(role, database));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded Postgres", () => {
  it("keeps each service out of the other's database", async () => {
    const refused = /permission denied for database/;
    expect(await ask("kring_api", "accounts", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await ask("kring_roster", "conversations", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await expect(ask("kring_api", "conversations", "SELECT 1")).rejects.toThrow(refused);
    await expect(ask("kring_realtime", "accounts", "SELECT 1")).rejects.toThrow(refused);
    await expect(ask("kring_accounts_owner", "conversations", "SELECT 1")).rejects.toThrow(refused);
  });

  it("syncs what it acknowledges, listens on loopback only, and logs no details", async () => {
    const setting = async (name: string) =>
      Object.values((await ask("kring_api", "accounts", `SHOW ${name}`))[0] ?? {})[0];
    expect(await setting("fsync")).toBe("on");
    expect(await setting("synchronous_commit")).toBe("on");
    expect(await setting("full_page_writes")).toBe("on");
    expect(await setting("listen_addresses")).toBe("127.0.0.1");
    expect(await setting("log_error_verbosity")).toBe("terse");
    const owner = () =>
      ask("kring_accounts_owner", "accounts", "INSERT INTO addresses VALUES ('hidden@kring.example')");
    await ask("kring_accounts_owner", "accounts", "CREATE TABLE addresses (address text PRIMARY KEY)");
    await owner();
    await expect(owner()).rejects.toThrow(/duplicate key/);
    const log = join(supervisor.logFolder, "postgres.log");
    await vi.waitFor(() => expect(readFileSync(log, "utf8")).toContain("duplicate key"), { timeout: 10_000 });
    expect(readFileSync(log, "utf8")).not.toContain("hidden@kring.example");
  });

  it("comes back by itself on the same port, with what was acknowledged, after being killed", async () => {
    await ask("kring_accounts_owner", "accounts", "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
    process.kill(postgres.pid() ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain("restarted"), { timeout: 30_000 });
    expect(await ask("kring_api", "postgres", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await ask("kring_accounts_owner", "accounts", "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  }, 60_000);

  it("starts again with its data, though a pid file names a process that is not Postgres", async () => {
    await supervisor.stopAll();
    writeFileSync(join(folder, "data", "postmaster.pid"), `${process.pid}\n`);
    await start();
    expect(await ask("kring_accounts_owner", "accounts", "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  }, 60_000);
});

describe("the secrets of a platform", () => {
  it("are made once, kept, and readable by their owner only", () => {
    const file = join(folder, "secrets.json");
    expect(loadSecrets(file)).toEqual(secrets);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});
