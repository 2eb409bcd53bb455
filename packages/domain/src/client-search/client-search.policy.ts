import { toSearchable } from "../account/index.ts";
import type { AccountKind, Role } from "../words.ts";

/** searches outside the caseload in an hour. */
export const SEARCHES_PER_HOUR = 20;
/** more are not shown; the search must be narrowed. */
export const MOST_RESULTS = 10;
/** how long one can act on what one found, in milliseconds. */
export const SEARCH_LASTS_MS = 3_600_000;

const HOUR = 3_600_000;

/** searching outside the caseload is for therapists, where the platform has it. */
export const maySearchOutside = (
  { kind, roles }: { kind: AccountKind; roles: readonly Role[] },
  settingOn: boolean,
): boolean => settingOn && kind === "professional" && roles.includes("therapist");

export type SearchVerdict = { may: true; left: number } | { may: false; retryAfterMs: number };

/** whether one more search may follow on those made at `searchedAt` (milliseconds); `left` counts those after it. */
export function judgeSearch(searchedAt: readonly number[], now: number): SearchVerdict {
  const recent = searchedAt.filter((at) => at > now - HOUR).toSorted((a, b) => b - a);
  const oldestThatCounts = recent[SEARCHES_PER_HOUR - 1];
  if (oldestThatCounts !== undefined) {
    return { may: false, retryAfterMs: Math.max(1, oldestThatCounts + HOUR - now) };
  }
  return { may: true, left: SEARCHES_PER_HOUR - recent.length - 1 };
}

/** the part of a name to look for, as names are searched; null where it has fewer than three letters. */
export function namePartOf(value: string): string | null {
  const part = toSearchable(value);
  return (part.match(/\p{L}/gu)?.length ?? 0) >= 3 ? part : null;
}
