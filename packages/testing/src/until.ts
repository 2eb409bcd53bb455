import { setTimeout as pause } from "node:timers/promises";

const LOOK_EVERY_MS = 15;
const GENEROUS_MS = 90_000;

/** Looks until the condition gives something; the deadline only ends a wait that would never end. */
export async function until<Result>(
  what: string,
  look: () => Result | Promise<Result>,
  withinMs = GENEROUS_MS,
): Promise<NonNullable<Exclude<Result, false>>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as NonNullable<Exclude<Result, false>>;
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}
