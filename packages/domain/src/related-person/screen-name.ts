/**
 * V-10 Screen names are stripped of control and bidirectional characters, 1–40 characters, and refused if confusable with a
 * name that their owner already sees there, with Anonymous, a role or the platform; never checked against hidden persons.
 */

/** Longest screen name, in characters as people count them. */
export const SCREEN_NAME_MAX = 40;

/** Words that would pass for the platform, a role or nobody, in both languages. */
const reserved = [
  "anonymous",
  "anoniem",
  "anonieme",
  "unknown",
  "onbekend",
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
  "client",
  "relatedperson",
  "naaste",
  "kring",
  "platform",
  "systeem",
  "system",
  "support",
  "helpdesk",
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
  if (screenName === "" || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(screenName))
    return { ok: false, why: "empty" };
  if (
    [...new Intl.Segmenter("nl", { granularity: "grapheme" }).segment(screenName)].length > SCREEN_NAME_MAX ||
    screenName.length > 4 * SCREEN_NAME_MAX
  ) {
    return { ok: false, why: "too-long" };
  }
  const skeleton = skeletonOf(screenName);
  const words = [...reserved, ...seenNames].map(skeletonOf).filter((word) => word !== "");
  const firstNames = seenNames.map((name) => skeletonOf(name.split(/\s+/)[0] ?? "")).filter((word) => word.length > 1);
  const bare = skeleton.replace(/[0-9]+$/, "");
  const confusable = [...words, ...firstNames].some(
    (word) => word === skeleton || word === bare || word === skeletonOf(screenName.replace(/\s*[0-9]+\s*$/u, "")),
  );
  return confusable ? { ok: false, why: "confusable" } : { ok: true, screenName };
}

/** Without control, formatting, bidirectional and private characters; runs of white space become one space. */
function tidy(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/ +/g, " ")
    .trim();
}

/** Letters of other scripts and digits that look like Latin ones. */
const lookalikes: Record<string, string> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "i",
  ј: "j",
  ѕ: "s",
  ԁ: "d",
  һ: "h",
  к: "k",
  м: "m",
  н: "h",
  т: "t",
  в: "b",
  г: "r",
  α: "a",
  ο: "o",
  ε: "e",
  ι: "i",
  κ: "k",
  ν: "v",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  η: "n",
  μ: "u",
  ω: "w",
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "l",
  "|": "l",
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
};

/** What a name looks like at a glance: without accents, case, spaces and marks, look-alike letters made one. */
function skeletonOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const mapped = [...plain].map((letter) => lookalikes[letter] ?? letter).join("");
  return mapped
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/i/g, "l");
}
