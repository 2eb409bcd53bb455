import type { Language, RosterParticipant } from "@kring/domain/contract";
import { shortDate } from "../../../shared/dates.ts";
import { nameOf, type Say } from "./people.ts";

/** A day without a time zone, as a moment of that day where the reader is. */
const noonOf = (day: string): number => new Date(`${day}T12:00:00`).getTime();

/** Today where the reader is, as the days of an absence are written. */
function dayOf(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether somebody is away today; both days of an absence count. */
export function isAway({ absence }: RosterParticipant, now: number): boolean {
  const today = dayOf(now);
  return absence !== null && absence.from <= today && today <= absence.until;
}

/** What those who write to somebody absent read: until when, what they left as a note, who covers. */
export function absenceInWords(person: RosterParticipant, now: number, language: Language, say: Say): string | null {
  const { absence } = person;
  if (absence === null) return null;
  const name = nameOf(person, say);
  const until = shortDate(noonOf(absence.until), now, language);
  const from = shortDate(noonOf(absence.from), now, language);
  const parts = [
    isAway(person, now) ? say("absence.now", { name, until }) : say("absence.later", { name, from, until }),
    absence.note === "" ? null : say("absence.note", { note: absence.note }),
    absence.covering === null ? null : say("absence.covering", { name: absence.covering }),
  ];
  return parts.filter((part) => part !== null).join(" ");
}
