import type {} from "@kring/testing/global-setup";
import { expect, inject, test } from "vitest";
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
  const figures = await run({
    groundwork: inject("groundwork"),
    seed: 1,
    steps: drawSteps(1, KINDS.length, KINDS),
    circles: 3,
    actsPerSecond: 12,
    patienceMs: 45_000,
    signal: new AbortController().signal,
    onStep: (_, { faults }, violations) => {
      found.push(...violations.map(({ kind, what }) => `${faults.map((fault) => fault.kind)}: ${kind}: ${what}`));
    },
  });
  expect(found).toEqual([]);
  expect([...figures.faults.keys()].sort()).toEqual(KINDS.toSorted());
  expect(figures.told).toBeGreaterThan(0);
}, 240_000);
