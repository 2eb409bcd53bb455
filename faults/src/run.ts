import type { Groundwork } from "@kring/testing";
import type { Violation } from "./checker.ts";
import { count, type Figures, noFigures } from "./figures.ts";
import { startLoad } from "./load.ts";
import { startMembership } from "./membership.ts";
import { createRandom } from "./random.ts";
import { readHistory } from "./read-history.ts";
import { play } from "./round.ts";
import type { Step } from "./sequence.ts";
import { type Stage, startStage } from "./stage.ts";

export interface RunOptions {
  groundwork: Groundwork;
  seed: number;
  steps: readonly Step[];
  circles: number;
  actsPerSecond: number;
  patienceMs: number;
  /** Ends the run at once. */
  signal: AbortSignal;
  onStep(at: number, step: Step, violations: readonly Violation[], seconds: number): void;
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
  const load = startLoad(stage, createRandom(seed + from), actsPerSecond);
  try {
    const membership = await startMembership(stage, signal);
    for (const [at, step] of steps.slice(from, from + WORLD_LASTS).entries()) {
      if (signal.aborted) return false;
      const since = performance.now();
      const violations = await play({ stage, load, membership, figures, patienceMs, signal }, step);
      options.onStep(from + at, step, violations, (performance.now() - since) / 1000);
      for (const { kind } of violations) count(figures.violations, kind);
      if (violations.length > 0) return false;
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
