const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What decides whether a therapist may take temporary access to a client that they found. Times in milliseconds. */
export interface AccessWish {
  related: boolean;
  /** They have temporary access to this client now. */
  standing: boolean;
  /** When this therapist took temporary access in the last 24 hours, to whomever. */
  takenAt: readonly number[];
  /** The settings of the platform. */
  hours: number;
  perDay: number;
}

export type AccessVerdict =
  | { may: true; until: number }
  | { may: false; code: "already-done" }
  | { may: false; code: "too-many-requests"; retryAfterMs: number };

/** temporary access ends by itself after so many hours and is taken so many times in 24 hours; who is in needs none. */
export function judgeAccess({ related, standing, takenAt, hours, perDay }: AccessWish, now: number): AccessVerdict {
  if (related || standing) return { may: false, code: "already-done" };
  const recent = takenAt.filter((at) => at > now - DAY).toSorted((a, b) => b - a);
  const oldestThatCounts = recent[perDay - 1];
  if (oldestThatCounts !== undefined) {
    return { may: false, code: "too-many-requests", retryAfterMs: Math.max(1, oldestThatCounts + DAY - now) };
  }
  return { may: true, until: now + hours * HOUR };
}
