import { randomInt } from "node:crypto";

/** Letters and digits that nobody takes for one another when written by hand: no i, l, o, u, 0 or 1. */
const ALPHABET = "abcdefghjkmnpqrstvwxyz23456789";
const CODES = 10;
const HALF = 5;

const half = (): string => Array.from({ length: HALF }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

/** Ten new codes of 49 bits each, as `abcde-fghjk`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => `${half()}-${half()}`);
}

/** A recovery code as somebody types it from paper: capitals, spaces and a missing hyphen don't matter. */
export function tidyRecoveryCode(typed: string): string {
  const letters = typed.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
}
