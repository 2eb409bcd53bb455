import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

interface Stat {
  pid: number;
  parent: number;
  /** Seconds of its own, and of children that ended. */
  own: number;
  ended: number;
}

function readStat(pid: number): Stat | undefined {
  try {
    // The name of a program may hold anything; what comes after its bracket is fields 3 and on.
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (number: number) => Number(fields[number - 3]);
    return {
      pid,
      parent: field(4),
      own: (field(14) + field(15)) / TICKS_PER_SECOND,
      ended: (field(16) + field(17)) / TICKS_PER_SECOND,
    };
  } catch {
    return undefined;
  }
}

/** Processor seconds of these processes and all below them, since they began. */
export function cpuSeconds(pids: readonly (number | undefined)[]): number {
  const stats = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== undefined);
  const children = Map.groupBy(stats, ({ parent }) => parent);
  const total = ({ pid, own, ended }: Stat): number =>
    (children.get(pid) ?? []).reduce((sum, child) => sum + total(child), own + ended);
  return stats.filter(({ pid }) => pids.includes(pid)).reduce((sum, stat) => sum + total(stat), 0);
}

/** Resident memory of one process, in bytes. */
export function residentBytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
