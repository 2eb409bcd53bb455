const MINUTE = 60_000;
const DAY = 24 * 60;

/** Where nobody chose otherwise. */
export const DEFAULT_TIME_ZONE = "Europe/Amsterdam";

const clocks = new Map<string, Intl.DateTimeFormat>();
/** The zones that this process knows; a database of zones names more, as other names of these. */
const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);

/** The zone that goes by this name, which may be an older or a newer one of it; null where this process knows none. */
function zoneOf(name: string): string | null {
  if (zones.has(name)) return name;
  if (!/^[A-Z][A-Za-z]*(?:[/_+-][A-Za-z0-9]+)*$/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Kept by zone, of which there are few; what is written otherwise has no clock of its own. */
function clockOf(name: string): Intl.DateTimeFormat {
  // A zone may have been chosen that another version of the zones knew: nobody's act fails of it.
  const timeZone = zoneOf(name) ?? DEFAULT_TIME_ZONE;
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

/** Whether `name` is a time zone by its IANA name, such as `Europe/Amsterdam`, as it is spelt; an offset such as `+01:00` is none. */
export function isTimeZone(name: string): boolean {
  const zone = zoneOf(name);
  return zone !== null && (zone === name || zone.toLowerCase() !== name.toLowerCase());
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
