import type { Groundwork } from "@kring/testing";
import type { Violation } from "./checker.ts";
import { count, type Figures, noFigures } from "./figures.ts";
import { startLoad } from "./load.ts";
import { startMembership } from "./membership.ts";
import { createRandom } from "./random.ts";
import { readHistory } from "./read-history.ts";
import { measureRemovals } from "./removals.ts";
import { play, type Round } from "./round.ts";
import type { Step } from "./sequence.ts";
import { type Stage, startStage } from "./stage.ts";

export interface RunOptions {
  groundwork: Groundwork;
  seed: number;
  steps: readonly Step[];
  circles: number;
  actsPerSecond: number;
  patienceMs: number;
  /** How often, after its faults, somebody is removed from each conversation of a world, with NATS and without. */
  removals: number;
  /** Ends the run at once. */
  signal: AbortSignal;
  onStep(at: number, step: Step, violations: readonly Violation[], seconds: number): void;
  onRemovals(without: "NATS" | null, violations: readonly Violation[], seconds: number): void;
}

/** Faults that one world lives through before another one takes its place, so that histories stay short. */
const WORLD_LASTS = 40;

/** Plays a sequence from its beginning to its end, or to the first thing that does not fit together. */
export async function run(options: RunOptions): Promise<Figures> {
  const figures = noFigures();
  for (let from = 0; from < options.steps.length && !options.signal.aborted; from += WORLD_LASTS) {
    if (!(await liveThrough(options, figures, from))) break;
  }
  return figures;
}

async function liveThrough(options: RunOptions, figures: Figures, from: number): Promise<boolean> {
  const { groundwork, seed, steps, circles, actsPerSecond, patienceMs, signal } = options;
  const stage = await startStage(groundwork, circles);
  const random = createRandom(seed + from);
  const load = startLoad(stage, random, actsPerSecond);
  /** Whether all fits together. */
  async function judge(
    work: () => Promise<Violation[]>,
    tell: (violations: readonly Violation[], seconds: number) => void,
  ): Promise<boolean> {
    const since = performance.now();
    const violations = await work();
    tell(violations, (performance.now() - since) / 1000);
    for (const { kind } of violations) count(figures.violations, kind);
    return violations.length === 0 && !signal.aborted;
  }
  try {
    const round: Round = {
      stage,
      load,
      membership: await startMembership(stage, signal),
      figures,
      patienceMs,
      signal,
    };
    for (const [at, step] of steps.slice(from, from + WORLD_LASTS).entries()) {
      const isGood = await judge(
        () => play(round, step),
        (violations, seconds) => options.onStep(from + at, step, violations, seconds),
      );
      if (!isGood) return false;
    }
    load.rest();
    for (const without of Array.from({ length: options.removals }, () => [null, "NATS"] as const).flat()) {
      const isGood = await judge(
        () => measureRemovals(round, random, without),
        (violations, seconds) => options.onRemovals(without, violations, seconds),
      );
      if (!isGood) return false;
    }
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    load.stop();
    await tally(stage, figures);
    await stage.stop();
  }
}

async function tally(stage: Stage, figures: Figures): Promise<void> {
  const { sent, stored, heard } = await readHistory(stage);
  figures.written += sent.length;
  figures.told += sent.filter(({ told }) => told !== null).length;
  figures.stored += [...stored.values()].flat().filter(({ kind }) => kind === "message").length;
  figures.frames += heard.reduce((sum, { frames }) => sum + frames.length, 0);
}
