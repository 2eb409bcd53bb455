import { setTimeout as pause } from "node:timers/promises";

/** Looks until the condition gives something; the deadline only ends a wait that would never end. */
export async function until<Result>(
  what: string,
  look: () => Result | Promise<Result>,
  longestMs = 90_000,
): Promise<NonNullable<Result>> {
  const deadline = Date.now() + longestMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`Never happened: ${what}`);
    await pause(20);
  }
}
