import type { ViolationKind } from "./checker.ts";
import { describe, type Figures } from "./figures.ts";
import { type Kind, lasts, type Step } from "./sequence.ts";

/** What was promised: so many seconds for all but one in a hundred. */
const BOUNDS: Partial<Record<Kind, string>> = {
  "gateway killed": "3 s",
  "gateway restarted": "3 s",
  "Postgres killed": "10 s",
  "Postgres stopped for a while": "10 s",
  "Postgres restarted": "10 s",
};

export const nameOf = ({ faults, membership, quiet }: Step): string =>
  [
    ...faults.map(({ kind, ms }) => (lasts(kind) ? `${kind} (${(ms / 1000).toFixed(1)} s)` : kind)),
    ...(membership ? [`somebody ${membership.how} or comes back`] : []),
    ...(quiet ? ["then nobody writes"] : []),
  ].join(", ");

/** A whole run in words. */
export function report(figures: Figures, seed: number): string {
  const { faults, written, told, stored, frames, left, removed, violations, whole, withoutNats, lastByte } = figures;
  const total = [...faults.values()].reduce((sum, n) => sum + n, 0);
  const wrong = (kind: ViolationKind): number => violations.get(kind) ?? 0;
  const kinds = [...faults].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `Faults: ${total} (seed ${seed})`,
    ...kinds.map(
      ([kind, n]) =>
        `  ${kind.padEnd(34)} ${String(n).padStart(4)}   whole again: ${describe(whole.get(kind) ?? [])}${bound(BOUNDS[kind])}`,
    ),
    `Messages: ${written} written, ${told} acknowledged, ${stored} stored; ${frames} frames read off the wire; ${left} times somebody left, ${removed} times somebody was removed.`,
    `Lost: ${wrong("lost")}. Doubled: ${wrong("doubled")}. Out of order: ${wrong("out of order")}. After removal: ${wrong("after removal")}.`,
    `Delivery while NATS was away: ${describe(withoutNats)}${bound("2 s")}`,
    `From the end of a tie to the last byte, with NATS: ${describe(lastByte["with NATS"])}${bound("1 s")}; without: ${describe(lastByte["without NATS"])}${bound("2 s")}; while something else failed: ${describe(lastByte["while something else failed"])}`,
  ].join("\n");
}

const bound = (seconds: string | undefined): string => (seconds === undefined ? "" : `, promised ${seconds} p99`);
