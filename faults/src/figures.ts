import type { ViolationKind } from "./checker.ts";
import type { Kind } from "./sequence.ts";

/** What is counted and timed over a whole run. */
export interface Figures {
  faults: Map<Kind, number>;
  written: number;
  told: number;
  stored: number;
  frames: number;
  left: number;
  removed: number;
  violations: Map<ViolationKind, number>;
  /** Milliseconds until somebody's page was whole again, by the kind of fault. */
  whole: Map<Kind, number[]>;
  /** The same, where nothing else failed at that time: what a promise is measured by. */
  alone: Map<Kind, number[]>;
  /** Milliseconds from writing to the wire of somebody else, of what was written while NATS was away. */
  withoutNats: number[];
  /** Milliseconds from the end of a tie to the last byte. */
  lastByte: Record<"with NATS" | "without NATS" | "while something else failed", number[]>;
}

export const noFigures = (): Figures => ({
  faults: new Map(),
  written: 0,
  told: 0,
  stored: 0,
  frames: 0,
  left: 0,
  removed: 0,
  violations: new Map(),
  whole: new Map(),
  alone: new Map(),
  withoutNats: [],
  lastByte: { "with NATS": [], "without NATS": [], "while something else failed": [] },
});

export function count<Key>(counts: Map<Key, number>, key: Key, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

export function addTimes(times: Map<Kind, number[]>, kind: Kind, more: readonly number[]): void {
  times.set(kind, [...(times.get(kind) ?? []), ...more]);
}

/** Those of several runs together. */
export function addFigures(one: Figures, other: Figures): Figures {
  const addCounts = <Key>(a: Map<Key, number>, b: Map<Key, number>): Map<Key, number> => {
    const sum = new Map(a);
    for (const [key, n] of b) count(sum, key, n);
    return sum;
  };
  const addAll = (a: Map<Kind, number[]>, b: Map<Kind, number[]>): Map<Kind, number[]> => {
    const all = new Map(a);
    for (const [kind, times] of b) addTimes(all, kind, times);
    return all;
  };
  const joined = (how: keyof Figures["lastByte"]) => [...one.lastByte[how], ...other.lastByte[how]];
  return {
    faults: addCounts(one.faults, other.faults),
    written: one.written + other.written,
    told: one.told + other.told,
    stored: one.stored + other.stored,
    frames: one.frames + other.frames,
    left: one.left + other.left,
    removed: one.removed + other.removed,
    violations: addCounts(one.violations, other.violations),
    whole: addAll(one.whole, other.whole),
    alone: addAll(one.alone, other.alone),
    withoutNats: [...one.withoutNats, ...other.withoutNats],
    lastByte: {
      "with NATS": joined("with NATS"),
      "without NATS": joined("without NATS"),
      "while something else failed": joined("while something else failed"),
    },
  };
}

const share = (sorted: readonly number[], of: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0;

/** All but one in a hundred are at most so many milliseconds; undefined where nothing was measured. */
export const p99 = (milliseconds: readonly number[]): number | undefined =>
  milliseconds.length === 0
    ? undefined
    : share(
        milliseconds.toSorted((a, b) => a - b),
        0.99,
      );

/** In words: how many, the median, all but one in a hundred, and the worst. */
export function describe(milliseconds: readonly number[]): string {
  if (milliseconds.length === 0) return "not measured";
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const seconds = (of: number): string => `${(share(sorted, of) / 1000).toFixed(2)} s`;
  return `p50 ${seconds(0.5)}, p99 ${seconds(0.99)}, most ${seconds(1)} (${sorted.length})`;
}
