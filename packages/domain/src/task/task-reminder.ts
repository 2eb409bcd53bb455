const DAY = 86_400_000;

/** How long after a task began each reminder of it is due, in milliseconds; there are no more than these. */
export const REMIND_AFTER_MS = [3 * DAY, 7 * DAY, 14 * DAY] as const;

/** Between two reminders of one task, also where one came late, in milliseconds. */
export const BETWEEN_REMINDERS_MS = DAY;
