import type { Language } from "@kring/domain/contract";

const locales: Record<Language, string> = { nl: "nl-NL", en: "en-GB" };
const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  formats.set(key, known);
  return known;
}

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Whole calendar days from `at` to `now`, where the reader is; rounding takes the change of clocks. */
const daysAgo = (at: number, now: number): number => Math.round((startOfDay(now) - startOfDay(at)) / dayMs);

export const isSameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

const sameYear = (at: number, now: number): boolean => new Date(at).getFullYear() === new Date(now).getFullYear();

/** "09:05" */
export const clockTime = (at: number, language: Language): string =>
  format(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

/** "09:05:31" */
export const secondsTime = (at: number, language: Language): string =>
  format(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(at);

/** "dinsdag 24 november", with the year when it is another one. */
export const longDate = (at: number, now: number, language: Language): string =>
  format(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear(at, now) ? {} : { year: "numeric" }),
  }).format(at);

/** "24 november", with the year when it is another one. */
export const shortDate = (at: number, now: number, language: Language): string =>
  format(language, { day: "numeric", month: "long", ...(sameYear(at, now) ? {} : { year: "numeric" }) }).format(at);

/** "vandaag" or "gisteren"; null further back. */
function nearDay(at: number, now: number, language: Language): string | null {
  const days = daysAgo(at, now);
  if (days !== 0 && days !== 1) return null;
  return new Intl.RelativeTimeFormat(locales[language], { numeric: "auto" }).format(-days, "day");
}

/** The day between messages: "vandaag, dinsdag 24 november". */
export function dayInWords(at: number, now: number, language: Language): string {
  const near = nearDay(at, now, language);
  const date = longDate(at, now, language);
  return near === null ? date : `${near}, ${date}`;
}

/** A moment in a list: "13:58", "gisteren", "vr 20 nov", "20 nov 2025". */
export function briefMoment(at: number, now: number, language: Language): string {
  const days = daysAgo(at, now);
  if (days <= 0) return clockTime(at, language);
  const near = nearDay(at, now, language);
  if (near !== null) return near;
  return sameYear(at, now)
    ? format(language, { weekday: "short", day: "numeric", month: "short" }).format(at)
    : format(language, { day: "numeric", month: "short", year: "numeric" }).format(at);
}

/** A moment in a sentence: "gisteren, 16:10", "2 november, 09:00". */
export function momentInWords(at: number, now: number, language: Language): string {
  return `${nearDay(at, now, language) ?? shortDate(at, now, language)}, ${clockTime(at, language)}`;
}

/** "Emma, Daan en Maan" */
export const listInWords = (words: readonly string[], language: Language): string =>
  new Intl.ListFormat(locales[language], { type: "conjunction" }).format(words);

/** Machine-readable moment for `<time>`. */
export const dateTime = (at: number): string => new Date(at).toISOString();

/** A day without a clock, as "14 februari 1996"; the same wherever the reader is. */
export const dayOfBirth = (day: string, language: Language): string =>
  format(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
