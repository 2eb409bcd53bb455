import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PlainError } from "./plain-error.ts";
import { identifyProcess, isSameProcess, type ProcessIdentity } from "./process-identity.ts";

type LedgerEntry = ProcessIdentity & { name: string; stopSignal: NodeJS.Signals };

/** The children of one supervisor, on disk, so that whoever comes after a crash can stop what was left behind. */
export type Ledger = { file: string; add(entry: LedgerEntry): void; remove(pid: number): void };

/** The folder of the ledgers inside that of a supervisor. */
export const LEDGERS = "run";

type LedgerFile = { owner: ProcessIdentity; children: LedgerEntry[] };

export function createLedger(file: string): Ledger {
  const owner = identifyProcess(process.pid);
  if (owner === undefined) throw new Error("This process can't be found among the running ones.");
  mkdirSync(dirname(file), { recursive: true });
  const children = new Map<number, LedgerEntry>();
  const save = (): void => {
    if (children.size === 0) {
      rmSync(file, { force: true });
      return;
    }
    const content: LedgerFile = { owner, children: [...children.values()] };
    writeFileSync(`${file}.new`, JSON.stringify(content, null, 2));
    renameSync(`${file}.new`, file);
  };
  return {
    file,
    add: (entry) => {
      children.set(entry.pid, entry);
      save();
    },
    remove: (pid) => {
      if (children.delete(pid)) save();
    },
  };
}

/** Stops what dead supervisors with this folder left running; returns the names of what was stopped. */
export async function stopLeftovers(supervisorFolder: string): Promise<string[]> {
  const folder = join(supervisorFolder, LEDGERS);
  const files = listFolder(folder).filter((name) => name.endsWith(".json"));
  return (await Promise.all(files.map((name) => stopLeftoversOf(join(folder, name))))).flat();
}

/** Once nothing more is heard of a supervisor it is dying: what it holds is closed a moment before it is gone. */
export async function outlive(file: string, withinMs = 10_000): Promise<string[]> {
  const deadline = Date.now() + withinMs;
  for (
    let owner = readLedger(file)?.owner;
    owner !== undefined && isSameProcess(owner);
    owner = readLedger(file)?.owner
  ) {
    if (Date.now() > deadline) return [];
    await sleep(20);
  }
  return stopLeftoversOf(file);
}

async function stopLeftoversOf(file: string): Promise<string[]> {
  const ledger = readLedger(file);
  if (ledger === undefined || isSameProcess(ledger.owner)) return [];
  const left = ledger.children.filter(isSameProcess);
  await Promise.all(left.map((entry) => stopProcess(entry, entry.stopSignal)));
  rmSync(file, { force: true });
  return left.map((entry) => entry.name);
}

/** Asks a process to stop, and kills it when it has not done so in time. */
export async function stopProcess(identity: ProcessIdentity, signal: NodeJS.Signals, withinMs = 6000): Promise<void> {
  sendSignal(identity, signal);
  const deadline = Date.now() + withinMs;
  while (isSameProcess(identity)) {
    if (Date.now() > deadline) sendSignal(identity, "SIGKILL");
    await sleep(20);
  }
  killGroup(identity.pid);
}

/** Ends what a process that led its own group has left behind, such as the child of `node --watch`. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nobody is left in the group.
  }
}

function sendSignal(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    if (isSameProcess(identity)) process.kill(identity.pid, signal);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EPERM")
      throw new PlainError(`Process ${identity.pid} of another user still runs; that user must stop it.`);
    if (code !== "ESRCH") throw error;
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readLedger(file: string): LedgerFile | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
