// `npm run audit:verify`: checks the log of DATABASE_URL, else that of the platform of this checkout, running or not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./checkout.ts";
import { PlainError } from "./plain-error.ts";
import { runningPort, startPostgres } from "./postgres.ts";
import { SERVICE_DATABASES } from "./postgres-roles.ts";
import { loadSecrets } from "./secrets.ts";
import { createSupervisor } from "./supervisor.ts";

const ROLE = "kring_api";
const program = join(checkout.api, "src/verify-log.ts");
const folder = join(checkout.state, "postgres");

try {
  process.exitCode = process.env.DATABASE_URL ? verify(process.env.DATABASE_URL) : await verifyHere();
} catch (error) {
  if (!(error instanceof PlainError)) throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  process.exitCode = 1;
}

function verify(url: string): number {
  const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: "inherit",
  });
  return status ?? 1;
}

/** The database of a platform that runs is used as it is; one that is stopped is started for as long as this takes. */
async function verifyHere(): Promise<number> {
  if (!existsSync(folder)) {
    throw new PlainError("There is no platform here yet: `npm start` makes one, or set DATABASE_URL.");
  }
  const passwords = loadSecrets(join(checkout.state, "secrets.json")).postgres;
  const port = runningPort(folder);
  if (port !== undefined) {
    const password = encodeURIComponent(passwords[ROLE] ?? "");
    return verify(`postgres://${ROLE}:${password}@127.0.0.1:${port}/${SERVICE_DATABASES.accounts.name}`);
  }
  const supervisor = createSupervisor({ folder: checkout.state });
  try {
    const postgres = await startPostgres({ supervisor, folder, passwords });
    return verify(postgres.url(ROLE, SERVICE_DATABASES.accounts.name));
  } finally {
    await supervisor.stopAll();
  }
}
