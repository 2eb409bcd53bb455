import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, createWriteStream, mkdirSync, statSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createLedger, killGroup, LEDGERS, stopProcess } from "./ledger.ts";
import { readWarning } from "./log-lines.ts";
import { PlainError } from "./plain-error.ts";
import { identifyProcess, type ProcessIdentity } from "./process-identity.ts";

export type ProcessSpec = {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Asked again and again until it answers true; a failure counts as not yet. */
  isReady: () => Promise<boolean>;
  readyWithinMs?: number;
  stopSignal?: NodeJS.Signals;
};

export type RunningProcess = { name: string; pid(): number | undefined; stop(): Promise<void> };

export type SupervisorEvent =
  | { type: "warning"; name: string; text: string }
  | { type: "ended"; name: string; how: string; restartInMs: number }
  | { type: "restarted"; name: string; afterMs: number };

export type Supervisor = {
  logFolder: string;
  /** Starts a process, resolves when it is ready, and from then on starts it again whenever it ends. */
  run(spec: ProcessSpec): Promise<RunningProcess>;
  /** Stops everything, the last started first. */
  stopAll(): Promise<void>;
};

export type SupervisorOptions = { folder: string; onEvent?: (event: SupervisorEvent) => void };

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5000;
const STEADY_AFTER_MS = 10_000;

/**
 * Runs child processes with their logs under `folder/logs`. Should this process be killed outright, a guard process
 * stops the children; should the guard be killed too, `stopLeftovers(folder)` does it at the next start.
 */
export function createSupervisor({ folder, onEvent = () => {} }: SupervisorOptions): Supervisor {
  const logFolder = join(folder, "logs");
  mkdirSync(logFolder, { recursive: true });
  chmodSync(logFolder, 0o700);
  const ledger = createLedger(join(folder, LEDGERS, `${process.pid}-${supervisorNumber++}.json`));
  const guard = spawn(process.execPath, [fileURLToPath(new URL("./guard.ts", import.meta.url)), ledger.file], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  const guardGone = new Promise((resolve) => {
    guard.once("exit", resolve);
    guard.once("error", resolve);
  });
  guard.unref();
  const running: RunningProcess[] = [];
  let closed = false;

  async function run(spec: ProcessSpec): Promise<RunningProcess> {
    if (closed) throw new Error(`${spec.name} was not started: everything is being stopped`);
    const log = openLog(join(logFolder, `${spec.name}.log`));
    const tail: string[] = [];
    let child: { process: ChildProcess; identity: ProcessIdentity; gone: Promise<string> } | undefined;
    let stopping = false;

    const launch = async (): Promise<void> => {
      child = await spawnChild(spec, log, (line) => {
        tail.push(line);
        if (tail.length > 20) tail.shift();
        const text = readWarning(line);
        if (text !== undefined && !stopping) onEvent({ type: "warning", name: spec.name, text });
      });
      const { identity, gone } = child;
      ledger.add({ ...identity, name: spec.name, stopSignal: spec.stopSignal ?? "SIGTERM" });
      gone.then(() => ledger.remove(identity.pid));
      await waitUntilReady(spec, gone);
    };

    const keepUp = async (): Promise<void> => {
      let delay = FIRST_DELAY_MS;
      while (!stopping) {
        const since = Date.now();
        const how = child === undefined ? "could not be started" : await child.gone;
        if (stopping) return;
        if (Date.now() - since > STEADY_AFTER_MS) delay = FIRST_DELAY_MS;
        onEvent({ type: "ended", name: spec.name, how, restartInMs: delay });
        const ended = Date.now();
        await sleep(delay, undefined, { ref: false });
        delay = Math.min(delay * 2, LONGEST_DELAY_MS);
        if (stopping) return;
        try {
          await launch();
          onEvent({ type: "restarted", name: spec.name, afterMs: Date.now() - ended });
        } catch {
          await stopChild();
        }
      }
    };

    const stopChild = async (): Promise<void> => {
      if (child === undefined) return;
      await stopProcess(child.identity, spec.stopSignal ?? "SIGTERM");
      await child.gone;
    };

    const handle: RunningProcess = {
      name: spec.name,
      pid: () => child?.identity.pid,
      stop: async () => {
        stopping = true;
        await stopChild();
        log.end();
      },
    };
    running.push(handle);
    try {
      await launch();
    } catch (error) {
      await handle.stop();
      const reason = error instanceof Error ? error.message : String(error);
      throw new PlainError(`${spec.name} ${reason}\n${tail.map((line) => `  ${line}`).join("\n")}`.trimEnd());
    }
    void keepUp();
    return handle;
  }

  async function stopAll(): Promise<void> {
    closed = true;
    while (running.length > 0) await running.pop()?.stop();
    guard.ref();
    guard.stdin?.end();
    await guardGone;
  }

  return { logFolder, run, stopAll };
}

let supervisorNumber = 1;

const LARGEST_LOG = 10_000_000;

function openLog(file: string): WriteStream {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return createWriteStream(file, { flags: size > LARGEST_LOG ? "w" : "a" });
}

async function spawnChild(spec: ProcessSpec, log: WriteStream, onLine: (line: string) => void) {
  // A process group of its own: Ctrl-C reaches only us, and we stop the children in the right order.
  const child = spawn(spec.command, spec.args, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(spec.env && { env: spec.env }),
    ...(spec.cwd !== undefined && { cwd: spec.cwd }),
    ...(spec.uid !== undefined && { uid: spec.uid }),
    ...(spec.gid !== undefined && { gid: spec.gid }),
  });
  const gone = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started (${error.message})`));
    child.once("exit", (code, signal) => {
      if (child.pid !== undefined) killGroup(child.pid);
      resolve(signal === null ? `ended with code ${code}` : `ended by ${signal}`);
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      log.write(chunk);
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
  }
  const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
  if (identity === undefined) throw new Error(await gone);
  return { process: child, identity, gone };
}

async function waitUntilReady(spec: ProcessSpec, gone: Promise<string>): Promise<void> {
  const within = spec.readyWithinMs ?? 20_000;
  const deadline = Date.now() + within;
  let ended: string | undefined;
  gone.then((how) => {
    ended = how;
  });
  while (Date.now() < deadline) {
    if (ended !== undefined) throw new Error(ended);
    if (await spec.isReady().catch(() => false)) return;
    await sleep(25);
  }
  throw new Error(`was not ready within ${within / 1000} s`);
}

/** Ready when the address answers with a success. */
export function answersAt(url: string): () => Promise<boolean> {
  return async () => (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
}
