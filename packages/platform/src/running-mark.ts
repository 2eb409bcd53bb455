import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "./plain-error.ts";
import { identifyProcess, isSameProcess, type ProcessIdentity } from "./process-identity.ts";

type Mark = ProcessIdentity & { folder: string; address?: string };

/** Says, in the state folder, that a platform runs from it; there can be only one. */
export type RunningMark = { setAddress(address: string): void; remove(): void };

/** Throws a `PlainError` that names the running platform when there is one. */
export function refuseWhenRunning(stateFolder: string): void {
  const mark = readMark(stateFolder);
  // A copy of the folder holds the mark of the original.
  if (mark === undefined || mark.folder !== stateFolder || !isSameProcess(mark)) return;
  const where = mark.address === undefined ? "it is still starting" : mark.address;
  throw new PlainError(
    `Kring already runs from this folder: ${where} (process ${mark.pid}; \`kill ${mark.pid}\` stops it).`,
  );
}

export function markRunning(stateFolder: string): RunningMark {
  refuseWhenRunning(stateFolder);
  const file = markFile(stateFolder);
  const mark = { ...identifyProcess(process.pid), folder: stateFolder };
  mkdirSync(stateFolder, { recursive: true });
  rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify(mark), { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new PlainError("Kring is being started from this folder by another process at this moment.");
  }
  return {
    setAddress: (address) => writeFileSync(file, JSON.stringify({ ...mark, address })),
    remove: () => rmSync(file, { force: true }),
  };
}

function markFile(stateFolder: string): string {
  return join(stateFolder, "running.json");
}

function readMark(stateFolder: string): Mark | undefined {
  try {
    return JSON.parse(readFileSync(markFile(stateFolder), "utf8"));
  } catch {
    return undefined;
  }
}
