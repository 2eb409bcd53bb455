import { inOneLine } from "./plain-text.ts";

export interface ExcerptPart {
  text: string;
  isHit: boolean;
}

/** Letters before the first hit, so that it stands in sight. */
const before = 32;
const longest = 160;

/** Each letter as search compares it, so that places in the folded text are places in the text. */
const fold = (text: string): string =>
  [...text]
    .map((letter) => {
      const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      return plain.length === letter.length
        ? plain
        : letter.toLowerCase().padEnd(letter.length).slice(0, letter.length);
    })
    .join("");

/** A line of a message around what was looked for, with each hit apart. */
export function excerptOf(text: string, find: string): ExcerptPart[] {
  const line = inOneLine(text);
  const folded = fold(line);
  const wanted = fold(find);
  const first = folded.indexOf(wanted);
  const from = first > before ? line.indexOf(" ", first - before) + 1 || first - before : 0;
  const to = Math.min(line.length, from + longest);
  const parts: ExcerptPart[] = from > 0 ? [{ text: "… ", isHit: false }] : [];
  let at = from;
  for (let hit = wanted === "" ? -1 : first; hit !== -1 && hit < to; hit = folded.indexOf(wanted, at)) {
    if (hit > at) parts.push({ text: line.slice(at, hit), isHit: false });
    at = Math.min(to, hit + wanted.length);
    parts.push({ text: line.slice(hit, at), isHit: true });
  }
  if (at < to) parts.push({ text: line.slice(at, to), isHit: false });
  if (to < line.length) parts.push({ text: " …", isHit: false });
  return parts;
}
