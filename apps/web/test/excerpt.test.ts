import { describe, expect, it } from "vitest";
import { excerptOf } from "../src/features/conversation/model/excerpt.ts";

const hits = (text: string, find: string) => excerptOf(text, find).flatMap((part) => (part.isHit ? [part.text] : []));
const whole = (text: string, find: string) =>
  excerptOf(text, find)
    .map(({ text }) => text)
    .join("");

describe("V-08 what search shows of a message", () => {
  it("marks each hit, whatever the case and the accents", () => {
    expect(hits("Café, cafe en CAFÉ", "cafe")).toEqual(["Café", "cafe", "CAFÉ"]);
    expect(whole("Café, cafe en CAFÉ", "cafe")).toBe("Café, cafe en CAFÉ");
  });

  it("shows the part around the first hit of a long message", () => {
    const long = `${"eerst ".repeat(60)}slaapdagboek ${"later ".repeat(60)}`;
    expect(hits(long, "slaapdagboek")).toEqual(["slaapdagboek"]);
    expect(whole(long, "slaapdagboek")).toMatch(/^… .{0,40}slaapdagboek.* …$/);
    expect(whole(long, "slaapdagboek").length).toBeLessThan(180);
  });

  it("has no signs of formatting, and shows the beginning where the hit is only in those", () => {
    expect(whole("**Vet** woord", "vet")).toBe("Vet woord");
    expect(hits("Niets hier", "elders")).toEqual([]);
    expect(whole("Niets hier", "elders")).toBe("Niets hier");
  });
});
