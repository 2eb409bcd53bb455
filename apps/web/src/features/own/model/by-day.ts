import { isSameDay } from "../../../shared/dates.ts";

/** Lines under their day, in the order in which they come. */
export function byDay<Line extends { at: number }>(lines: readonly Line[]): { day: number; lines: Line[] }[] {
  const days: { day: number; lines: Line[] }[] = [];
  for (const line of lines) {
    const last = days.at(-1);
    if (last !== undefined && isSameDay(last.day, line.at)) last.lines.push(line);
    else days.push({ day: line.at, lines: [line] });
  }
  return days;
}
