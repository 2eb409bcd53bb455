import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { World } from "@kring/testing";

/** Something that was done to a process; `heal` undoes it, or waits until it is back. */
export type Heal = () => Promise<void>;

/** Ends it by this signal; it is started again by itself. */
export function kill(world: World, name: string, signal: NodeJS.Signals): Heal {
  const back = world.kill(name, signal);
  // It is waited for later; until then a failure is nobody's.
  back.catch(() => {});
  return () => back;
}

/** The postmaster and all that it started, outright and at once. */
export function killPostgres(world: World): Heal {
  const postmaster = world.pid("postgres");
  const children = childrenOf(postmaster);
  const heal = kill(world, "postgres", "SIGKILL");
  for (const pid of children) sendKill(pid);
  return heal;
}

/**
 * Stops it, with its children, until healed. The shell between goes on with them when its input ends, so that nothing stays
 * stopped when this process dies.
 */
export function freeze(world: World, name: string): Heal {
  const pid = world.pid(name);
  const pids = [pid, ...childrenOf(pid)].join(" ");
  const shell = spawn("sh", ["-c", `kill -STOP ${pids}; read -r _; kill -CONT ${pids}`], {
    stdio: ["pipe", "ignore", "ignore"],
    // Ctrl-C is not for it.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => shell.once("close", () => resolve()));
  return () => {
    shell.stdin.end();
    return ended;
  };
}

/** Quickly, where that can be: everybody's traffic goes through this process and stands still meanwhile. */
function childrenOf(parent: number): number[] {
  const listed = `/proc/${parent}/task/${parent}/children`;
  if (existsSync(listed)) return readFileSync(listed, "utf8").split(" ").filter(Boolean).map(Number);
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return lines.flatMap((line) => {
    const [pid, of] = line.trim().split(/\s+/).map(Number);
    return pid !== undefined && of === parent ? [pid] : [];
  });
}

function sendKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
