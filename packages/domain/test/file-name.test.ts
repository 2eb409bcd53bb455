import { describe, expect, test } from "vitest";
import { cleanFileName, foldText, neutralFileName } from "../src/index.ts";

const PDF = "application/pdf";

describe("V-08 the name of a file", () => {
  test("ends with what the file is, whatever the given name says", () => {
    expect(cleanFileName("verslag.pdf", PDF)).toBe("verslag.pdf");
    expect(cleanFileName("Verslag.PDF", PDF)).toBe("Verslag.pdf");
    expect(cleanFileName("verslag.exe", PDF)).toBe("verslag.exe.pdf");
    expect(cleanFileName("pagina.html", "text/plain")).toBe("pagina.html.txt");
    expect(cleanFileName("lijst.csv", "text/plain")).toBe("lijst.csv");
    expect(cleanFileName("foto.gif", "image/png")).toBe("foto.png");
    expect(cleanFileName("foto.jpeg", "image/jpeg")).toBe("foto.jpeg");
  });

  test("holds no folder and nothing that hides or turns text", () => {
    expect(cleanFileName("../../etc/passwd", "text/plain")).toBe("passwd.txt");
    expect(cleanFileName("C:\\map\\brief.pdf", PDF)).toBe("brief.pdf");
    expect(cleanFileName("\u202egpj.brief\u0000\u200b.pdf", PDF)).toBe("gpj.brief.pdf");
    expect(cleanFileName('a"b<c>:d|e?*\r\nf.pdf', PDF)).toBe("abcdef.pdf");
    expect(cleanFileName("half\ud83d.pdf", PDF)).toBe("half\ufffd.pdf");
  });

  test("is at most 120 long, without half a character, and none where nothing is left", () => {
    for (const letter of ["a", "é", "😀"]) {
      const name = cleanFileName(`${letter.repeat(200)}.pdf`, PDF) ?? "";
      expect(name.length).toBeLessThanOrEqual(120);
      expect(name.isWellFormed()).toBe(true);
      expect(name.endsWith(".pdf")).toBe(true);
    }
    for (const nothing of ["", "...", "\u200b", "a/", "   "]) expect(cleanFileName(nothing, PDF)).toBeNull();
  });

  test("V-03 of whoever is masked is the same as everybody's, for each kind", () => {
    expect(neutralFileName(PDF)).toBe("file.pdf");
    expect(neutralFileName("image/webp")).toBe("image.webp");
    expect(neutralFileName("text/plain")).toBe("file.txt");
  });
});

describe("V-08 search tells apart", () => {
  test("no capitals, accents or kinds of space", () => {
    expect(foldText("CAFÉ\u00a0 aan\nZee")).toBe("cafe aan zee");
    expect(foldText("cafe\u0301")).toBe(foldText("Café"));
    expect(foldText("ﬁets")).toBe("fiets");
  });
});
