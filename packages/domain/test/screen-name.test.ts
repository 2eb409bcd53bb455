import { describe, expect, test } from "vitest";
import { checkScreenName } from "../src/index.ts";

const check = (typed: string | null, seen: string[] = ["Emma de Jong", "Sanne Bakker"]) => checkScreenName(typed, seen);

describe("V-10 screen names", () => {
  test("null clears the name", () => expect(check(null)).toEqual({ ok: true, screenName: null }));
  test("white space, control and bidirectional characters go", () =>
    expect(check("  Ma\u202ean\u0000 \u200b van  zee ")).toEqual({ ok: true, screenName: "Maan van zee" }));
  test.each(["Maan", "Ster", "Zus 2", "Élodie", "مريم", "小月", "Mama 小月", "Oma Мария", "Θεία", "🌙"])(
    "%s is fine",
    (name) => expect(check(name).ok).toBe(true),
  );
  test.each(["", "   ", "\u200b", "---"])("%j has nothing to call somebody by", (name) =>
    expect(check(name)).toEqual({ ok: false, why: "empty" }),
  );
  test("40 characters are fine, 41 are too long", () => {
    expect(check("a".repeat(40)).ok).toBe(true);
    expect(check("a".repeat(41))).toEqual({ ok: false, why: "too-long" });
  });
  test.each([
    "Anoniem",
    "anonymous",
    "Anoniem 2",
    "Ａnoniem",
    "Аnoniem",
    "an0niem",
    "B e h a n d e l a a r",
    "Secretariaat",
    "Kring",
    "k r i n g",
    "Ꭺnonymous",
    "ꓮnonymous",
    "Anonym",
  ])("%s would pass for nobody, a role or the platform", (name) =>
    expect(check(name)).toEqual({ ok: false, why: "confusable" }),
  );
  test.each([
    ...["Sanne Bakker", "sanne", "SANNE  BAKKER", "Sаnne", "Ernma", "Emma de Jong"],
    ...["Emmɑ", "Ɛmma", "ᎬᎷᎷᎪ", "ꓰꓟꓟꓮ", "Saոոe", "Sannҽ", "🅴🅼🅼🅰", "Dr. 🅴🅼🅼🅰", "Dr. 🇪🇲🇲🇦", "Σmma", "אmma", "ᗰaan"],
  ])("%s would pass for somebody its owner sees there", (name) =>
    expect(check(name)).toEqual({ ok: false, why: "confusable" }),
  );
  test.each([
    "Dr. Sanne Bakker",
    "Sanne Bakker, therapist",
    "✔ Sanne",
    "Behandelaar Sanne",
    "GGZ Waterkant",
    "team GGZ-Waterkant",
    "Kring team",
    "ᴇᴍᴍᴀ",
    "Anonymous ٢",
    "Anonymous Ⅱ",
    "Anonymous II",
    "Anoniem IV",
  ])("%s carries such a name or word within it", (name) =>
    expect(check(name, ["Emma de Jong", "Sanne Bakker", "GGZ Waterkant"])).toEqual({ ok: false, why: "confusable" }),
  );
  test("a blank letter calls nobody by a name", () => expect(check("\u3164")).toEqual({ ok: false, why: "empty" }));
  test("marks are kept, two to a letter", () =>
    expect(check(`Ma${"\u0301".repeat(150)}an`)).toEqual({ ok: true, screenName: "Má\u0301\u0301an" }));
  test.each(["Zus van Em", "Maan 2", "De Jongste", "Thinking of you", "Kringloop"])("%s stays fine", (name) =>
    expect(check(name).ok).toBe(true),
  );
  test("is never compared with persons whom the owner does not see", () =>
    expect(check("Youssef", ["Emma de Jong"]).ok).toBe(true));
});
