/** V-03, V-08: the name under which a file is kept and served follows from what it is; who is masked has none of their own. */

/** What Kring keeps, by media type: the endings that a name may have, the usual one first. */
const endings: Record<string, readonly [string, ...string[]]> = {
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
  "text/plain": ["txt", "md", "csv", "log"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
  "application/vnd.oasis.opendocument.text": ["odt"],
};

/** Endings of pictures that are stored anew as something else. */
const PICTURE = /\.(jpe?g|jfif|png|gif|webp|avif)$/i;
const MOST_LENGTH = 120;

const endingsOf = (type: string) => endings[type] ?? (["bin"] as const);

/**
 * The name that a file keeps: without folders and without characters that hide or turn text, with an ending that says what it is,
 * whatever the given one says. Null where nothing is left of it.
 */
export function cleanFileName(given: string, type: string): string | null {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"<>:|?*]/gu, "")
    .replaceAll(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const own = endingsOf(type);
  const ending = own.find((each) => plain.toLowerCase().endsWith(`.${each}`));
  const stem = ending
    ? plain.slice(0, -ending.length - 1)
    : type.startsWith("image/")
      ? plain.replace(PICTURE, "")
      : plain;
  const short = [...stem].reduce(
    (kept, letter) => (kept.length + letter.length > MOST_LENGTH - 6 ? kept : kept + letter),
    "",
  );
  return short.trim() === "" ? null : `${short.trim()}.${ending ?? own[0]}`;
}

/** The name under which a file without a name of its own is served: the same for everybody's, in any language. */
export const neutralFileName = (type: string): string =>
  `${type.startsWith("image/") ? "image" : "file"}.${endingsOf(type)[0]}`;
