/** A push is about something new: after a day the inbox alone tells of it. */
const LIFETIME_MS = 86_400_000;

/**
 * N-01: for how many whole seconds a push service may still keep the push of a notification that was due at `at`; 0 when it is
 * too late for one. Both in milliseconds.
 */
export const pushSecondsLeft = (at: number, now: number): number =>
  Math.max(0, Math.floor((at + LIFETIME_MS - now) / 1000));
