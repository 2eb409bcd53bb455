import type {} from "@kring/testing/global-setup";
import { expect, inject, test } from "vitest";
import type { Violation } from "../src/checker.ts";
import { run } from "../src/run.ts";
import { drawSteps, type Kind } from "../src/sequence.ts";

/** `npm run faults` does all kinds, as many as asked for. */
const KINDS: readonly Kind[] = [
  "gateway killed",
  "Postgres killed",
  "NATS away",
  "network half open",
  "network repeats",
  "clocks of devices jump",
];

test("V-09 nothing is lost, doubled, out of order or delivered after a removal, whatever fails", async () => {
  const found: string[] = [];
  const note = (what: string, violations: readonly Violation[]) =>
    void found.push(...violations.map(({ kind, what: which }) => `${what}: ${kind}: ${which}`));
  const figures = await run({
    groundwork: inject("groundwork"),
    seed: 1,
    steps: drawSteps(1, KINDS.length, KINDS),
    circles: 3,
    actsPerSecond: 12,
    patienceMs: 45_000,
    removals: 1,
    signal: new AbortController().signal,
    onStep: (_, { faults }, violations) => note(String(faults.map(({ kind }) => kind)), violations),
    onRemovals: (without, violations) => note(`removals without ${without ?? "nothing"}`, violations),
  });
  expect(found).toEqual([]);
  expect([...figures.faults.keys()].sort()).toEqual(KINDS.toSorted());
  expect(figures.told).toBeGreaterThan(0);
  expect(figures.lastByte["without NATS"].length).toBeGreaterThanOrEqual(3);
}, 240_000);
