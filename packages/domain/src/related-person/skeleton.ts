/** V-10 How names look at a glance, so that those that can be taken for each other are known. */

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
  ᴀ: "a",
  ʙ: "b",
  ᴄ: "c",
  ᴅ: "d",
  ᴇ: "e",
  ꜰ: "f",
  ɢ: "g",
  ʜ: "h",
  ɪ: "i",
  ᴊ: "j",
  ᴋ: "k",
  ʟ: "l",
  ᴍ: "m",
  ɴ: "n",
  ᴏ: "o",
  ᴘ: "p",
  ʀ: "r",
  ꜱ: "s",
  ᴛ: "t",
  ᴜ: "u",
  ᴠ: "v",
  ᴡ: "w",
  ʏ: "y",
  ᴢ: "z",
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
  п: "n",
  и: "u",
  з: "e",
  ь: "b",
  ԝ: "w",
  ԛ: "q",
  ѵ: "v",
  β: "b",
  γ: "y",
  σ: "o",
  ո: "n",
  ս: "u",
  օ: "o",
  հ: "h",
  յ: "j",
  ց: "g",
  ɑ: "a",
  ʌ: "a",
  ɛ: "e",
  ɡ: "g",
  ɩ: "i",
  ʃ: "s",
  ſ: "s",
  ꜳ: "aa",
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
};

/** Scripts whose every letter is a capital that looks Latin: the letters, and what they look like. */
const capitals: readonly [letters: string, latin: string][] = [
  ["ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᎾᏀᏃᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏴ", "drtiyajewmhyogz4brwsvslcpkb"],
  ["ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓨꓪꓫꓬꓮꓰꓲꓳꓴ", "bpdtgkjczfmnlsrvhgwxyaeiou"],
];
for (const [letters, latin] of capitals) {
  [...letters].forEach((letter, index) => {
    lookalikes[letter.toLowerCase()] = latin[index] ?? "";
  });
}

/** Letters in squares, in circles and of flags, which are signs and not letters to Unicode. */
const FRAMED = [0x1f150, 0x1f170, 0x1f1e6];

/** A name with letters in the place of signs that show one. */
export const spellOut = (name: string): string =>
  [...name]
    .map((sign) => {
      const code = sign.codePointAt(0) ?? 0;
      const first = FRAMED.find((from) => code >= from && code < from + 26);
      return first === undefined ? sign : String.fromCodePoint(0x61 + code - first);
    })
    .join("");

// Names in Chinese, Japanese and Korean are written beside Latin letters; nothing of these looks like one.
const NOT_BESIDE_LATIN =
  /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

/** Whether one word has letters of another script among Latin ones, which is done to look like another word. */
export function mixesScripts(word: string): boolean {
  const plain = word.normalize("NFKC");
  return /\p{Script=Latin}/u.test(plain) && NOT_BESIDE_LATIN.test(plain);
}

/** What a name looks like at a glance: without accents, case, spaces and marks, look-alike letters made one. */
export function skeletonOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const mapped = [...plain].map((letter) => lookalikes[letter] ?? letter).join("");
  return mapped
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/i/g, "l");
}
