import { setTimeout as pause } from "node:timers/promises";
import { check, type Violation } from "./checker.ts";
import type { Circle } from "./crowd.ts";
import { count, type Figures } from "./figures.ts";
import { inject } from "./inject.ts";
import type { Load } from "./load.ts";
import type { Membership } from "./membership.ts";
import type { Heal } from "./processes.ts";
import { readHeads, readHistory, readParts, takesPart } from "./read-history.ts";
import { measureLastByte, measureReturn, measureWhole, measureWithoutNats } from "./recovery.ts";
import { choose, lasts, type Step } from "./sequence.ts";
import type { Stage } from "./stage.ts";

export interface Round {
  stage: Stage;
  load: Load;
  membership: Membership;
  figures: Figures;
  /** How long everything may take to fit together again. */
  patienceMs: number;
  /** Given up at once, healed. */
  signal: AbortSignal;
}

const LOOK_EVERY_MS = 60;
const LAST_LOOK_MS = 500;
/** Of a fault that is over by itself. */
const AT_LEAST_MS = 150;

/** One step of the sequence: it goes wrong, is healed, comes to rest, and is judged. What is returned does not fit together. */
export async function play(round: Round, step: Step): Promise<Violation[]> {
  const { stage, load, figures, signal } = round;
  load.resume();
  await pause(step.calmMs, undefined, { signal });
  for (const listener of stage.listeners) listener.takeArrivals();

  const circle = step.membership === null ? null : choose(stage.circles, step.membership.which);
  const comesFirst = step.faults.some(({ kind }) => kind === "relays killed");
  const move = (): Promise<number | null> =>
    circle === null || step.membership === null
      ? Promise.resolve(null)
      : changeMembership(round, circle, step.membership.how);
  const early = comesFirst ? await move() : null;

  const began = Date.now();
  const heals = step.faults.map((fault) => inject[fault.kind](stage, fault));
  const healing = lastAndHeal(round, step, heals);
  const goes = step.faults.every(({ kind }) => kind === "gateway killed" || kind === "gateway restarted");
  const returning = goes ? measureReturn(round, step, { began, healing, heads: insist(() => readHeads(stage)) }) : null;
  const moving = comesFirst ? Promise.resolve(early) : pause(step.calmMs, undefined, { signal }).then(move);
  // Both are waited for once all is healed.
  for (const later of [returning, moving]) later?.catch(() => {});
  await healing;
  const healed = Date.now();
  if (returning === null) await measureWhole(round, step, healed, await insist(() => readHeads(stage)));
  await returning;
  const removedAt = await moving;
  load.rest();

  const violations = await comeToRest(round);
  for (const { kind } of step.faults) count(figures.faults, kind);
  if (step.faults.every(({ kind }) => kind === "NATS away")) measureWithoutNats(round, { began, healed });
  if (removedAt !== null && circle !== null) measureLastByte(round, step, circle, removedAt);
  return violations;
}

/** Whatever happens meanwhile, nothing stays as it was made to be. */
async function lastAndHeal({ load, signal }: Round, { faults, quiet }: Step, heals: readonly Heal[]): Promise<void> {
  try {
    await pause(Math.max(AT_LEAST_MS, ...faults.map(({ kind, ms }) => (lasts(kind) ? ms : 0))), undefined, { signal });
  } finally {
    if (quiet) load.rest();
    await Promise.all(heals.map((heal) => heal()));
  }
}

/** Gives when somebody's tie ended, where it did. */
async function changeMembership(
  { membership, figures }: Round,
  circle: Circle,
  how: "leaves" | "is removed",
): Promise<number | null> {
  if (!membership.isIn(circle)) {
    await membership.bringBack(circle);
    return null;
  }
  if (how === "leaves") {
    await membership.leave(circle);
    figures.left += 1;
    return null;
  }
  await membership.remove(circle);
  figures.removed += 1;
  return Date.now();
}

/** Waits until nothing is under way and everything fits together; what does not in time is what is wrong. */
export async function comeToRest({ stage, membership, patienceMs, signal }: Round): Promise<Violation[]> {
  let found: Violation[] = [];
  for (
    const until = performance.now() + patienceMs;
    performance.now() < until;
    await pause(LOOK_EVERY_MS, undefined, { signal })
  ) {
    for (const { moves } of stage.circles) stage.person(moves).discardRefused();
    const waiting = stage.people.filter((person) => !person.isDone()).length;
    const parts = await insist(() => readParts(stage));
    const staying = stage.circles.filter(
      (circle) => takesPart(parts, circle.moves, circle.c) !== membership.isIn(circle),
    );
    found = [
      ...(waiting === 0
        ? []
        : [{ kind: "lost" as const, what: `${waiting} people are not connected, or wait to send` }]),
      ...staying.map(({ c }) => ({
        kind: "after removal" as const,
        what: `${c.slice(0, 8)}: a change of who takes part was not applied`,
      })),
    ];
    const isLast = performance.now() > until - LAST_LOOK_MS;
    if (found.length > 0 && !isLast) continue;
    found.push(...check(await insist(() => readHistory(stage))));
    if (found.length === 0 || isLast) break;
  }
  return [...found, ...stage.people.flatMap(({ sighted }) => sighted)];
}

/** Connections to a Postgres that was killed fail once each. */
async function insist<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await read();
    } catch (error) {
      if (failures > 50) throw error;
      await pause(LOOK_EVERY_MS);
    }
  }
}
