import { availableParallelism, loadavg } from "node:os";
import type { ViolationKind } from "./checker.ts";
import { describe, type Figures, p99 } from "./figures.ts";
import { type Kind, lasts, type Step } from "./sequence.ts";

interface Promised {
  what: string;
  seconds: number;
  timesOf(figures: Figures): readonly number[];
}

const alone =
  (...kinds: Kind[]): Promised["timesOf"] =>
  (figures) =>
    kinds.flatMap((kind) => figures.alone.get(kind) ?? []);

/** V-09: so many seconds for all but one in a hundred. Of faults that came alone: of two at once nothing is promised but that all is well. */
const PROMISED: readonly Promised[] = [
  { what: "a gateway was killed: all its clients whole again", seconds: 3, timesOf: alone("gateway killed") },
  { what: "a gateway was restarted: all its clients whole again", seconds: 3, timesOf: alone("gateway restarted") },
  { what: "NATS is away: what is written is delivered", seconds: 2, timesOf: ({ withoutNats }) => withoutNats },
  {
    what: "Postgres is back: what waited is sent, and everybody has it",
    seconds: 10,
    timesOf: alone("Postgres killed", "Postgres stopped for a while", "Postgres restarted"),
  },
  { what: "a tie ended: the last byte, with NATS", seconds: 1, timesOf: ({ lastByte }) => lastByte["with NATS"] },
  { what: "a tie ended: the last byte, without NATS", seconds: 2, timesOf: ({ lastByte }) => lastByte["without NATS"] },
];

export const nameOf = ({ faults, membership, quiet }: Step): string =>
  [
    ...faults.map(({ kind, ms }) => (lasts(kind) ? `${kind} (${(ms / 1000).toFixed(1)} s)` : kind)),
    ...(membership ? [`somebody ${membership.how} or comes back`] : []),
    ...(quiet ? ["then nobody writes"] : []),
  ].join(", ");

/** A whole run in words. */
export function report(figures: Figures, seed: number | null): string {
  const { faults, written, told, stored, frames, left, removed, whole, lastByte } = figures;
  const total = [...faults.values()].reduce((sum, n) => sum + n, 0);
  const kinds = [...faults].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `Faults: ${total}${seed === null ? "" : ` (seed ${seed})`}`,
    ...kinds.map(
      ([kind, n]) => `  ${kind.padEnd(34)} ${String(n).padStart(4)}   whole again: ${describe(whole.get(kind) ?? [])}`,
    ),
    `  the last byte, while something else failed: ${describe(lastByte["while something else failed"])}`,
    `Messages: ${written} written, ${told} acknowledged, ${stored} stored; ${frames} frames read off the wire; ${left} times somebody left, ${removed} times somebody was removed.`,
    ...judge(figures),
    `${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)} at the end; Node ${process.version}; Postgres not syncing; all of it and the crowd on one machine.`,
  ].join("\n");
}

/** What V-09 promises, each with what was seen. */
export function judge(figures: Figures): string[] {
  const wrong = (kind: ViolationKind): string => {
    const n = figures.violations.get(kind) ?? 0;
    return `  ${n === 0 ? "✓" : "✗"} ${kind.padEnd(66)} ${n}`;
  };
  return [
    "Promised (V-09), whatever fails:",
    ...(["lost", "doubled", "out of order", "after removal"] as const).map(wrong),
    "Promised, each but for one in a hundred:",
    ...PROMISED.map(({ what, seconds, timesOf }) => {
      const times = timesOf(figures);
      const seen = p99(times);
      const mark = seen === undefined ? "?" : seen <= seconds * 1000 ? "✓" : "✗";
      return `  ${mark} ${what.padEnd(60)} ${`${seconds} s`.padStart(5)}   ${describe(times)}`;
    }),
  ];
}
