import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  apiProcess,
  checkout,
  createSupervisor,
  findFreePort,
  generateClient,
  makeSecrets,
  migrations,
  type Postgres,
  runToEnd,
  type Secrets,
  type ServicePorts,
  type Supervisor,
  seeds,
  startNats,
  startPostgres,
  type Wiring,
} from "@kring/platform";

/** The folder of a stopped Postgres in which both databases hold the demo: each world starts on a copy of its own. */
export interface Groundwork {
  folder: string;
  secrets: Secrets;
}

export async function findPorts(): Promise<ServicePorts> {
  const port = await findFreePort();
  for (;;) {
    const metricsPort = await findFreePort();
    if (metricsPort !== port) return { port, metricsPort };
  }
}

/** Makes the databases, migrates them and lets the demo people move in, once for many worlds. */
export async function layGroundwork(): Promise<{ groundwork: Groundwork; remove(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "kring-groundwork-"));
  const supervisor = createSupervisor({ folder: home });
  const remove = async (): Promise<void> => {
    await supervisor.stopAll();
    await rm(home, { recursive: true, force: true });
  };
  try {
    const secrets = makeSecrets();
    const folder = join(home, "postgres");
    const postgres = await startPostgres({ supervisor, folder, passwords: secrets.postgres, unsynced: true });
    await prepareDatabases(supervisor, postgres, secrets);
    await postgres.stop();
    return { groundwork: { folder, secrets }, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Starts a Postgres for one world. */
export async function copyGroundwork(
  { folder, secrets }: Groundwork,
  supervisor: Supervisor,
  { to, synced }: { to: string; synced: boolean },
): Promise<Postgres> {
  // Node's own copying would give the files to whoever copies, and Postgres doesn't run as root.
  await runToEnd({
    name: "copy-groundwork",
    command: "cp",
    args: ["-Rp", folder, to],
    env: process.env,
    logFolder: supervisor.logFolder,
  });
  return startPostgres({ supervisor, folder: to, passwords: secrets.postgres, unsynced: !synced });
}

async function prepareDatabases(supervisor: Supervisor, postgres: Postgres, secrets: Secrets): Promise<void> {
  const { logFolder } = supervisor;
  const [nats] = await Promise.all([
    startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats }),
    generateClient(logFolder),
    ...migrations(postgres).map((errand) => runToEnd({ ...errand, logFolder })),
  ]);
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
