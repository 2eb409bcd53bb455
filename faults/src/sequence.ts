import { createRandom, type Random } from "./random.ts";

/** What a fault is done to: two at a time are never done to the same. */
export type Subject = "gateway" | "api" | "nats" | "postgres" | "network" | "clock";

/** Each kind of fault and what it is done to. */
export const kinds = {
  "gateway killed": "gateway",
  "gateway stopped for a while": "gateway",
  "gateway restarted": "gateway",
  "api killed": "api",
  "api stopped for a while": "api",
  "api restarted": "api",
  "relays killed": "api",
  "nats-server killed": "nats",
  "nats-server stopped for a while": "nats",
  "nats-server restarted": "nats",
  "NATS away": "nats",
  "Postgres killed": "postgres",
  "Postgres stopped for a while": "postgres",
  "Postgres restarted": "postgres",
  "network slow": "network",
  "network cut": "network",
  "network half open": "network",
  "network repeats": "network",
  "clock of the services ahead": "clock",
  "clock of the services back": "clock",
  "clocks of devices jump": "clock",
} as const satisfies Record<string, Subject>;
export type Kind = keyof typeof kinds;

/** What is killed is started again at once; everything else lasts until it is ended. */
export const lasts = (kind: Kind): boolean => !/ (killed|restarted)$/.test(kind);

/** One fault, said so that it can be done again. */
export interface Fault {
  kind: Kind;
  /** How long it lasts, where it lasts. */
  ms: number;
  /** Which of those that it could be done to, from 0 up to 1. */
  which: number;
}

/** One or two faults at a time, and what happens to who takes part meanwhile. */
export interface Step {
  faults: readonly Fault[];
  /** Before them, while all goes well. */
  calmMs: number;
  /** Nobody writes any more when it is healed: what was missed is found by looking, not by what comes next. */
  quiet: boolean;
  /** Somebody leaves or is removed; where they are out already, they come back. */
  membership: { how: "leaves" | "is removed"; which: number } | null;
}

const PAIRS = 0.2;

/** A sequence of so many faults: every kind comes once before any comes again. */
export function drawSteps(seed: number, count: number, among: readonly Kind[] = Object.keys(kinds) as Kind[]): Step[] {
  const random = createRandom(seed);
  const steps: Step[] = [];
  let deck: Kind[] = [];
  for (let left = count; left > 0; ) {
    if (deck.length === 0) deck = random.shuffled(among);
    const first = deck.shift();
    if (first === undefined) break;
    const second = left > 1 && random.chance(PAIRS) ? deck.find((kind) => kinds[kind] !== kinds[first]) : undefined;
    if (second !== undefined) deck.splice(deck.indexOf(second), 1);
    const chosen = second === undefined ? [first] : [first, second];
    steps.push(drawStep(random, chosen));
    left -= chosen.length;
  }
  return steps;
}

function drawStep(random: Random, chosen: readonly Kind[]): Step {
  const faults = chosen.map((kind) => ({ kind, ms: random.between(600, 3_500), which: random.next() }));
  const calmMs = random.between(200, 700);
  const quiet = random.chance(0.5);
  const how = random.pick(["leaves", "is removed", "is removed", null] as const);
  const which = random.next();
  // Relays have something to carry only where a tie ends.
  if (chosen.includes("relays killed")) return { faults, calmMs, quiet, membership: { how: "is removed", which } };
  return { faults, calmMs, quiet, membership: how === null ? null : { how, which } };
}

/** The item that a number from 0 up to 1 stands for. */
export function choose<Item>(items: readonly Item[], which: number): Item {
  const item = items[Math.min(items.length - 1, Math.floor(which * items.length))];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}
