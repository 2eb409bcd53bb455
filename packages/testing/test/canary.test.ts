import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findCanaries } from "../src/canary.ts";

const canary = "Zonnebloem Özdemir-Kwartel";
const address = "zonnebloem.kwartel@kring.example";
const around = (text: string) => `{"a":1,"b":"${text}","c":[2]}`;
const quotedPrintable = (text: string) =>
  [...Buffer.from(text)]
    .map((byte, at) => `${at === 9 ? "=\r\n" : ""}=${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
const escaped = (text: string) =>
  [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const entities = (text: string) => [...text].map((character) => `&#${character.codePointAt(0)};`).join("");
const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString("base64");

const hidings: [string, string | Buffer][] = [
  ["plain", around(canary)],
  ["capitals", around(canary.toUpperCase())],
  ["decomposed accents", around(canary.normalize("NFD"))],
  ["without accents", around("Zonnebloem Ozdemir-Kwartel")],
  ["gzip", gzipSync(around(canary))],
  ["gzip after headers", Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\n\r\n"), gzipSync(around(canary))])],
  ["deflate", deflateSync(around(canary))],
  ["raw deflate", deflateRawSync(around(canary))],
  ["base64", around(base64(canary))],
  ["base64 of something longer", around(base64(around(canary)))],
  ["base64 after letters", `prefix${base64(canary)}`],
  ["base64 in lines", base64(around(canary.repeat(3))).replace(/.{40}/g, "$&\r\n")],
  ["base64url", around(Buffer.from(canary).toString("base64url"))],
  ["hex", around(Buffer.from(canary).toString("hex"))],
  ["quoted-printable", quotedPrintable(canary)],
  ["URL", `/search?q=${encodeURIComponent(canary)}`],
  ["form", `q=${new URLSearchParams({ q: canary })}`],
  ["\\u", around(escaped(canary))],
  ["entities", entities(canary)],
  ["UTF-16", Buffer.from(canary, "utf16le")],
  ["base64 of gzip", around(base64(gzipSync(canary)))],
  ["gzip of URL in base64", gzipSync(base64(encodeURIComponent(canary)))],
];

describe("V-04 the canary scanner", () => {
  it.each(hidings)("finds a name in %s", (_, bytes) => {
    expect(findCanaries([canary, address], [{ name: "exit", bytes }])).toMatchObject([{ canary, where: "exit" }]);
  });

  it("finds an address that was split over lines of a mail", () => {
    const bytes = "Content-Transfer-Encoding: quoted-printable\r\n\r\nmail to zonnebloem.kwar=\r\ntel@kring.example";
    expect(findCanaries([canary, address], [{ name: "mail", bytes }])).toMatchObject([{ canary: address }]);
  });

  it("finds nothing where there is nothing", () => {
    const bytes = gzipSync(around("Zonnebloem and a Kwartel, both alone"));
    expect(findCanaries([canary, address], [{ name: "exit", bytes }])).toEqual([]);
  });
});
