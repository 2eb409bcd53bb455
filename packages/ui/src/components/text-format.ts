export type TextFormat = "bold" | "italic" | "code" | "list" | "quote";

export interface FormattedRange {
  /** What comes in the place of `value.slice(from, to)`. */
  text: string;
  from: number;
  to: number;
  /** What is selected afterwards. */
  start: number;
  end: number;
}

const around = { bold: "**", italic: "_", code: "`" } as const;
const before = { list: "- ", quote: "> " } as const;

/** Puts the signs of a format around or before what is selected, or takes them away where they stand already. */
export function formatRange(value: string, start: number, end: number, format: TextFormat): FormattedRange {
  return format === "list" || format === "quote"
    ? formatLines(value, start, end, before[format])
    : formatWords(value, start, end, around[format]);
}

function formatWords(value: string, start: number, end: number, sign: string): FormattedRange {
  const length = sign.length;
  const stands = value.slice(start - length, start) === sign && value.slice(end, end + length) === sign;
  const selected = value.slice(start, end);
  if (stands) {
    const from = start - length;
    return { text: selected, from, to: end + length, start: from, end: from + selected.length };
  }
  // Signs around blanks are no format.
  const lead = selected.length - selected.trimStart().length;
  const words = selected.trim();
  const from = start + lead;
  return {
    text: sign + words + sign,
    from,
    to: from + words.length,
    start: from + length,
    end: from + length + words.length,
  };
}

function formatLines(value: string, start: number, end: number, sign: string): FormattedRange {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const next = value.indexOf("\n", end);
  const to = next === -1 ? value.length : next;
  const lines = value.slice(from, to).split("\n");
  const stands = lines.every((line) => line.startsWith(sign));
  const text = lines.map((line) => (stands ? line.slice(sign.length) : sign + line)).join("\n");
  const isOne = start === end;
  const place = Math.max(from, start + (stands ? -sign.length : sign.length));
  return { text, from, to, start: isOne ? place : from, end: isOne ? place : from + text.length };
}
