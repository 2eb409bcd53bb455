import { mixesScripts, skeletonOf, spellOut } from "./skeleton.ts";

/**
 * V-10 Screen names are stripped of control and bidirectional characters, 1–40 characters, and refused if confusable with a
 * name that their owner already sees there, with Anonymous, a role or the platform; never checked against hidden persons.
 */

/** Longest screen name, in characters as people count them. */
export const SCREEN_NAME_MAX = 40;

/** Words that would pass for the platform, a role or nobody, in both languages; also within a longer name. */
const reserved = [
  "anonymous",
  "anoniem",
  "anonieme",
  "therapist",
  "behandelaar",
  "therapeut",
  "psycholoog",
  "psychologist",
  "psychiater",
  "psychiatrist",
  "secretary",
  "secretariaat",
  "applicationmanager",
  "applicatiebeheerder",
  "beheerder",
  "admin",
  "administrator",
  "moderator",
  "professional",
  "kring",
  "support",
  "helpdesk",
];

/** Words that would pass for somebody only when they are the whole name. */
const reservedAlone = [
  "unknown",
  "onbekend",
  "client",
  "relatedperson",
  "naaste",
  "platform",
  "systeem",
  "system",
  "anon",
  "anonym",
  "anonymus",
  "ik",
  "mij",
  "me",
  "myself",
  "ikzelf",
  "jij",
  "you",
];

/** The answer to a typed screen name: what is stored (null clears it), or that it can't be used. */
export type ScreenNameAnswer =
  | { ok: true; screenName: string | null }
  | { ok: false; why: "too-long" | "empty" | "confusable" };

/**
 * Checks and tidies a typed screen name. `seenNames` are the names that its owner already sees in their conversations via
 * this link, the client's and the inviter's among them: nothing is compared with anybody who is hidden from the owner.
 */
export function checkScreenName(typed: string | null, seenNames: readonly string[]): ScreenNameAnswer {
  if (typed === null) return { ok: true, screenName: null };
  const screenName = tidy(typed);
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(screenName)) return { ok: false, why: "empty" };
  const length = [...new Intl.Segmenter("nl", { granularity: "grapheme" }).segment(screenName)].length;
  if (length > SCREEN_NAME_MAX || screenName.length > 4 * SCREEN_NAME_MAX) return { ok: false, why: "too-long" };
  return isConfusable(screenName, seenNames) ? { ok: false, why: "confusable" } : { ok: true, screenName };
}

/** A taken name or word may not be the whole name, nor stand in it as words of its own. */
function isConfusable(screenName: string, seenNames: readonly string[]): boolean {
  const plain = spellOut(screenName);
  const typed = plain.split(/[^\p{L}\p{M}\p{N}]+/u);
  if (typed.some(mixesScripts)) return true;
  const words = typed.map(skeletonOf);
  const spoken = words.filter((word) => word !== "" && !isNumeral(word));
  const joined = spoken.join("");
  const firstNames = seenNames.map((name) => name.split(/\s+/)[0] ?? "").filter((name) => name.length > 2);
  const taken = new Set([...reserved, ...seenNames, ...firstNames].map(skeletonOf).filter((name) => name !== ""));
  const whole = [skeletonOf(plain), joined, joined.replace(/[0-9]+$/, "")];
  if (whole.some((name) => taken.has(name) || reservedAlone.some((word) => skeletonOf(word) === name))) return true;
  for (let from = 0; from < spoken.length; from++) {
    for (let to = from + 1; to <= spoken.length; to++) if (taken.has(spoken.slice(from, to).join(""))) return true;
  }
  return false;
}

/** A number that would pass for the one that tells equal names apart: in digits of any script, or Roman. */
function isNumeral(word: string): boolean {
  return /^[\p{N}]+$/u.test(word) || /^[lvx]{1,4}$/.test(word);
}

/** Without control, formatting, bidirectional, private and blank characters; runs of white space become one space. */
function tidy(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/[\s\u115f\u1160\u3164\uffa0\u2800]+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/ +/g, " ")
    .trim();
}
