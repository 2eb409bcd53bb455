/** Days of an absence, `YYYY-MM-DD`, both included. */
export interface AbsenceDays {
  from: string;
  until: string;
}

/** The day that it is on the platform at `now` (milliseconds), `YYYY-MM-DD`. */
export const dayAt = (now: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam", dateStyle: "short" }).format(new Date(now));

/** whether somebody is away on `day`. */
export const isAway = ({ from, until }: AbsenceDays, day: string): boolean => from <= day && day <= until;

/** an absence is a span of days that is not over; nobody registers one backwards or in the past. */
export const isAbsencePossible = ({ from, until }: AbsenceDays, today: string): boolean =>
  from <= until && until >= today;
