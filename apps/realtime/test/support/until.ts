import { setTimeout as pause } from "node:timers/promises";

const GENEROUS_MS = 90_000;

/** Looks until the condition gives something; the deadline only ends a wait that would never end. */
export async function until<Result>(what: string, look: () => Result | Promise<Result>): Promise<NonNullable<Result>> {
  const deadline = Date.now() + GENEROUS_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`Not within ${GENEROUS_MS} ms: ${what}`);
    await pause(10);
  }
}
