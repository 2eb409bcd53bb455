import { describe, expect, it } from "vitest";
import { previewScreenName } from "../src/shared/own-link/screen-name.ts";

describe("V-10 the preview of a screen name", () => {
  it("shows what others will see: without control and bidirectional signs, spaces made one", () => {
    expect(previewScreenName("  Ma\u202Ean  de\tkat ")).toEqual({ name: "Maan de kat", tooLong: false });
  });

  it("is nothing, so Anonymous, where nothing remains", () => {
    expect(previewScreenName(" \u200B ")).toEqual({ name: null, tooLong: false });
  });

  it("counts characters as people do", () => {
    expect(previewScreenName("👩‍👩‍👧‍👦".repeat(2)).tooLong).toBe(false);
    expect(previewScreenName("a".repeat(40)).tooLong).toBe(false);
    expect(previewScreenName("a".repeat(41)).tooLong).toBe(true);
  });
});
