import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  apiProcess,
  checkout,
  createDatabase,
  createSupervisor,
  findFreePort,
  generateClient,
  makeSecrets,
  migrations,
  type Postgres,
  runToEnd,
  SERVICE_DATABASES,
  type Secrets,
  type ServicePorts,
  type Supervisor,
  seeds,
  startNats,
  startPostgres,
  type Wiring,
} from "@kring/platform";
import pg from "pg";

/** A Postgres server whose databases `accounts` and `conversations` hold the demo and are copied, never used. */
export interface Cluster {
  port: number;
  secrets: Secrets;
}

/** Two databases of one world. */
export interface Databases {
  url(role: string, database: string): string;
  query(database: keyof typeof SERVICE_DATABASES, text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

export async function findPorts(): Promise<ServicePorts> {
  const port = await findFreePort();
  for (;;) {
    const metricsPort = await findFreePort();
    if (metricsPort !== port) return { port, metricsPort };
  }
}

/** Starts the server that all test files share. */
export async function startCluster(): Promise<{ cluster: Cluster; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "kring-cluster-"));
  const supervisor = createSupervisor({ folder });
  const stop = async (): Promise<void> => {
    await supervisor.stopAll();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const secrets = makeSecrets();
    const postgres = await startPostgres({ supervisor, folder: join(folder, "postgres"), passwords: secrets.postgres });
    await prepareDatabases({ supervisor, postgres, secrets });
    return { cluster: { port: postgres.port, secrets }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Migrates `accounts` and `conversations` and lets the demo people move in. */
export async function prepareDatabases({
  supervisor,
  postgres,
  secrets,
}: {
  supervisor: Supervisor;
  postgres: Postgres;
  secrets: Secrets;
}): Promise<void> {
  const { logFolder } = supervisor;
  await Promise.all([
    generateClient(logFolder),
    ...migrations(postgres).map((errand) => runToEnd({ ...errand, logFolder })),
  ]);
  const nats = await startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats });
  const wiring: Wiring = {
    origin: "http://localhost:1",
    postgres,
    nats,
    mail: { smtpUrl: "smtp://127.0.0.1:1" },
    secrets,
    attachments: join(tmpdir(), "kring-no-attachments"),
    api: await findPorts(),
    gateways: [await findPorts()],
  };
  const api = await supervisor.run(apiProcess(wiring, false));
  for (const errand of seeds(wiring)) await runToEnd({ ...errand, logFolder });
  await api.stop();
  await nats.stop();
}

/** Copies both databases of a cluster for one world. */
export async function copyDatabases({ port, secrets }: Cluster): Promise<Databases> {
  const suffix = randomBytes(4).toString("hex");
  const databases = databasesAt(port, secrets, (database) => `${database}_${suffix}`);
  const admin = new pg.Client({ connectionString: databases.url("postgres", "postgres") });
  await admin.connect();
  try {
    for (const { name, owner, logins } of Object.values(SERVICE_DATABASES)) {
      const copy = `${name}_${suffix}`;
      await admin.query(`CREATE DATABASE ${copy} TEMPLATE ${name} OWNER ${owner} STRATEGY file_copy`);
      await createDatabase(admin, { name: copy, owner, logins });
    }
  } finally {
    await admin.end();
  }
  return databases;
}

export function databasesAt(port: number, secrets: Secrets, nameOf = (database: string) => database): Databases {
  const url = (role: string, database: string): string => {
    const name = database in SERVICE_DATABASES ? nameOf(database) : database;
    return `postgres://${role}:${secrets.postgres[role]}@127.0.0.1:${port}/${name}`;
  };
  return {
    url,
    query: async (database, text, values = []) => {
      const client = new pg.Client({ connectionString: url("postgres", database) });
      client.on("error", () => {});
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    },
  };
}
