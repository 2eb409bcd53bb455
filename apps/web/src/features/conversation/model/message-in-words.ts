import type { Attachment, Language, MessageEntry, Roster } from "@kring/domain/contract";
import { findPerson, nameOf, type Say } from "./people.ts";
import { inOneLine } from "./plain-text.ts";

/** What a file is called: its name where it has one, else what it is. */
export function fileName({ name, kind }: Attachment, say: Say): string {
  return name ?? kindInWords(kind, say);
}

export const kindInWords = (kind: Attachment["kind"], say: Say): string =>
  say(kind === "image" ? "message:picture" : `message:${kind}`);

/** A message in one line: its text, or what its files are. */
export function messageInLine({ text, files = [] }: Pick<MessageEntry, "text" | "files">, say: Say): string {
  const line = inOneLine(text);
  if (line !== "" || files.length === 0) return line;
  const [only] = files;
  return files.length === 1 && only ? fileName(only, say) : say("message:files", { count: files.length });
}

/** "Maan verwijderde dit bericht." */
export function deletedInWords({ by }: MessageEntry, roster: Roster, say: Say): string {
  const person = findPerson(roster, by);
  if (person?.you) return say("message:deletedByYou");
  return say("message:deleted", { name: person === undefined ? say("anonymous") : nameOf(person, say) });
}

const units = ["byte", "kilobyte", "megabyte"] as const;

/** "184 kB", "2,4 MB" */
export function sizeInWords(bytes: number, language: Language): string {
  const power = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const format = {
    style: "unit",
    unit: units[power],
    unitDisplay: "short",
    maximumFractionDigits: power === 2 ? 1 : 0,
  };
  return new Intl.NumberFormat(language, format as Intl.NumberFormatOptions).format(bytes / 1000 ** power);
}
