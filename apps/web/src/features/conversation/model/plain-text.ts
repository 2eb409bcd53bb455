/** Signs that are formatting, or could be. */
const marks = /[*_`[\\]|^ *(?:>|[-+] |\d{1,9}[.)] )|<https?:/m;

/** Whether a text has to be read for formatting at all. */
export const mayHaveFormat = (text: string): boolean => marks.test(text);

/** A message in one line, without the signs of its formatting: for lists, quotes and reading aloud. */
export function inOneLine(text: string): string {
  return text
    .replace(/^ *(?:> ?|[-+*] )/gm, "")
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, "$1 ($2)")
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])([^*_\n]*?[^\s*_])\1(?![\p{L}\p{N}*_])/gu, "$2")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
