const longest = 40;
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A typed screen name as others will see it: tidied, null where nothing remains; the server decides whether it may be used. */
export function previewScreenName(typed: string): { name: string | null; tooLong: boolean } {
  const name = typed.normalize("NFC").replace(/\s+/gu, " ").replace(unseen, "").replace(/ +/g, " ").trim();
  const length = [...new Intl.Segmenter("nl", { granularity: "grapheme" }).segment(name)].length;
  return { name: name === "" ? null : name, tooLong: length > longest };
}
