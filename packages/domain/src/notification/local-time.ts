const MINUTE = 60_000;
const DAY = 24 * 60;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** Whether `name` is a time zone by its IANA name, such as `Europe/Amsterdam`; an offset such as `+01:00` is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z]*(?:[/_+-][A-Za-z0-9]+)*$/.test(name)) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What calendar and clock show somewhere, as if it were UTC, in whole minutes since 1970. */
function wallAt(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute", number>;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) / MINUTE;
}

/** The minute of the day, 0 to 1439, that clocks show at `instant` (milliseconds) in a time zone. */
export const minuteOfDay = (instant: number, timeZone: string): number => wallAt(instant, timeZone) % DAY;

/**
 * The first moment after `instant` (milliseconds) at which clocks in a time zone show `minute` of the day. On a day that skips it:
 * as much later as clocks were moved. A minute that a day has twice comes at its first time.
 */
export function nextMinuteOfDay(instant: number, minute: number, timeZone: string): number {
  const today = Math.floor(wallAt(instant, timeZone) / DAY);
  const moments = [today, today + 1, today + 2].map((day) => momentOf(day * DAY + minute, timeZone));
  return moments.find((moment) => moment > instant) ?? instant + DAY * MINUTE;
}

/** When the wall shows this; the offsets of a day before and a day later are all that it can be. */
function momentOf(wall: number, timeZone: string): number {
  const [before, after] = [wall - DAY, wall + DAY].map((near) => wall - wallAt(near * MINUTE, timeZone) + near) as [
    number,
    number,
  ];
  const exact = [before, after].filter((minute) => wallAt(minute * MINUTE, timeZone) === wall);
  return (exact.length === 0 ? before : Math.min(...exact)) * MINUTE;
}
