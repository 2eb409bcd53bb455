export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

const address = /\bhttps?:\/\/[^\s<>"]+/gi;
/** Signs that end a sentence rather than an address. */
const trailing = /[.,;:!?'’”)\]}]+$/;

/** Finds web addresses in what somebody wrote; everything else stays text. */
export function linksInText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const found = trimmed(match[0]);
    if (!URL.canParse(found)) continue;
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push({ kind: "link", text: found, href: found });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

function trimmed(found: string): string {
  const end = found.match(trailing)?.[0] ?? "";
  const closesOwn = end.startsWith(")") && found.includes("(");
  return closesOwn ? found.slice(0, found.length - end.length + 1) : found.slice(0, found.length - end.length);
}
