const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export interface TimeLeft {
  unit: "seconds" | "minutes" | "hours";
  number: number;
}

/** How long something still lasts, in the unit that says enough, never less than there is left. */
export function timeLeft(ms: number): TimeLeft {
  const left = Math.max(0, ms);
  if (left <= minute) return { unit: "seconds", number: Math.ceil(left / second) };
  if (left <= 2 * hour) return { unit: "minutes", number: Math.ceil(left / minute) };
  return { unit: "hours", number: Math.ceil(left / hour) };
}
