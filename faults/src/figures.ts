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
  withoutNats: [],
  lastByte: { "with NATS": [], "without NATS": [], "while something else failed": [] },
});

export function count<Key>(counts: Map<Key, number>, key: Key, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

export function addTimes(times: Map<Kind, number[]>, kind: Kind, more: readonly number[]): void {
  times.set(kind, [...(times.get(kind) ?? []), ...more]);
}

const share = (sorted: readonly number[], of: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0;

/** In words: how many, the median, all but one in a hundred, and the worst. */
export function describe(milliseconds: readonly number[]): string {
  if (milliseconds.length === 0) return "not measured";
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const seconds = (of: number): string => `${(share(sorted, of) / 1000).toFixed(2)} s`;
  return `p50 ${seconds(0.5)}, p99 ${seconds(0.99)}, most ${seconds(1)} (${sorted.length})`;
}
