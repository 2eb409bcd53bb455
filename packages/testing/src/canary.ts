import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** Where a forbidden string was found, and through which decodings. */
export interface Sighting {
  canary: string;
  where: string;
  decoded: string;
}

/** One thing that left the system, by name. */
export interface Exit {
  name: string;
  bytes: Uint8Array | string;
}

const DEEPEST = 3;
const LONGEST_DECODED = 4_000_000;

/** Every place where one of the strings stands, as it is or in any nesting of the usual encodings. */
export function findCanaries(canaries: readonly string[], exits: readonly Exit[]): Sighting[] {
  return exits.flatMap(({ name, bytes }) => {
    const found = new Map<string, Sighting>();
    for (const { text, decoded } of unfold(Buffer.from(bytes))) {
      for (const canary of canaries) {
        if (!found.has(canary) && text.includes(fold(canary))) found.set(canary, { canary, where: name, decoded });
      }
    }
    return [...found.values()];
  });
}

interface Reading {
  text: string;
  decoded: string;
}

function* unfold(bytes: Buffer): Generator<Reading> {
  const known = new Set<string>();
  let level = [{ bytes, decoded: "plain" }];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const one of level) {
      const latin = one.bytes.toString("latin1");
      if (known.has(latin)) continue;
      known.add(latin);
      yield { text: fold(one.bytes.toString("utf8")), decoded: one.decoded };
      if (one.bytes.includes(0)) yield { text: fold(one.bytes.toString("utf16le")), decoded: `${one.decoded} utf-16` };
      for (const [how, result] of decodings(one.bytes, latin))
        next.push({ bytes: result, decoded: `${one.decoded} ${how}` });
    }
    level = next;
  }
}

/** Case, accents and the writing of spaces don't hide a name. */
const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();

function* decodings(bytes: Buffer, latin: string): Generator<[string, Buffer]> {
  yield* unpacked(bytes);
  yield* replaced(latin, "url", /%[0-9a-f]{2}/gi, (match) => byteOf(match.slice(1)));
  yield* replaced(latin, "quoted-printable", /=(\r?\n|[0-9a-f]{2})/gi, (_, code: string) =>
    /\n/.test(code) ? "" : byteOf(code),
  );
  yield* replaced(latin, "\\u", /\\u([0-9a-f]{4})/gi, (_, code: string) => utf8(Number.parseInt(code, 16)));
  yield* replaced(latin, "\\x", /\\x([0-9a-f]{2})/gi, (_, code: string) => byteOf(code));
  yield* replaced(latin, "entities", /&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
    utf8(Number.parseInt(code, hex === "" ? 10 : 16)),
  );
  yield* replaced(latin, "form", /\+/g, () => " ");
  yield* runs(latin, "base64", /[A-Za-z0-9+/]{8,}(?:\r?\n[A-Za-z0-9+/]+)*={0,2}/g, "base64");
  yield* runs(latin, "base64url", /[A-Za-z0-9_-]{8,}/g, "base64url");
  yield* runs(latin, "hex", /(?:[0-9a-f]{2}){6,}/gi, "hex");
}

function* unpacked(bytes: Buffer): Generator<[string, Buffer]> {
  const limit = { maxOutputLength: LONGEST_DECODED };
  const cut = { ...limit, finishFlush: constants.Z_SYNC_FLUSH };
  // A packed body can stand anywhere, as after headers: each place that looks like a beginning is tried.
  for (let at = bytes.indexOf("\x1f\x8b", 0, "latin1"); at >= 0; at = bytes.indexOf("\x1f\x8b", at + 1, "latin1")) {
    // Without its plain header of ten bytes it is read even when something follows it.
    const plain = bytes[at + 3] === 0;
    yield* attempt("gzip", () =>
      plain ? inflateRawSync(bytes.subarray(at + 10), cut) : gunzipSync(bytes.subarray(at), cut),
    );
  }
  // Of a ZIP each file by its own header.
  for (let at = bytes.indexOf("PK\x03\x04", 0, "latin1"); at >= 0; at = bytes.indexOf("PK\x03\x04", at + 1, "latin1")) {
    if (at + 30 > bytes.length) break;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    yield* attempt("zip", () => inflateRawSync(bytes.subarray(start), cut));
  }
  for (const start of ["\x78\x01", "\x78\x9c", "\x78\xda"]) {
    for (let at = bytes.indexOf(start, 0, "latin1"); at >= 0; at = bytes.indexOf(start, at + 1, "latin1")) {
      yield* attempt("deflate", () => inflateSync(bytes.subarray(at), cut));
    }
  }
  yield* attempt("deflate-raw", () => inflateRawSync(bytes, limit));
  yield* attempt("brotli", () => brotliDecompressSync(bytes, limit));
}

function* attempt(how: string, unpack: () => Buffer): Generator<[string, Buffer]> {
  try {
    const result = unpack();
    if (result.length > 0) yield [how, result];
  } catch {
    // It was not packed this way.
  }
}

function* replaced(
  latin: string,
  how: string,
  pattern: RegExp,
  by: (match: string, ...groups: string[]) => string,
): Generator<[string, Buffer]> {
  if (latin.search(pattern) >= 0) yield [how, Buffer.from(latin.replace(pattern, by), "latin1")];
}

/** All runs that could be encoded, decoded and set side by side. */
function* runs(latin: string, how: string, pattern: RegExp, encoding: BufferEncoding): Generator<[string, Buffer]> {
  const found = latin.match(pattern) ?? [];
  if (found.length === 0) return;
  // A run may begin with characters that do not belong to it: each of the ways to cut it into groups is read.
  const shifts = encoding === "hex" ? [0, 1] : [0, 1, 2, 3];
  for (const shift of shifts) {
    const parts = found.map((run) => Buffer.from(run.replace(/[\r\n]/g, "").slice(shift), encoding)).filter(isLikely);
    if (parts.length > 0) yield [how, Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]))];
  }
}

/** Words that were never encoded decode to noise; text, packed or not, does not look like it. */
function isLikely(bytes: Buffer): boolean {
  if (PACKED.has(bytes.readUInt16BE(0))) return true;
  let plain = 0;
  for (const byte of bytes)
    if (byte === 0 || byte === 9 || byte === 10 || byte === 13 || (byte > 31 && byte < 127)) plain++;
  return plain >= bytes.length * 0.6;
}

const PACKED = new Set([0x1f8b, 0x7801, 0x789c, 0x78da]);

const byteOf = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
const utf8 = (code: number): string =>
  Buffer.from(String.fromCodePoint(Math.min(code, 0x10ffff)), "utf8").toString("latin1");
