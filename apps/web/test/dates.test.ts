import { describe, expect, it } from "vitest";
import { briefMoment, clockTime, dayInWords, listInWords, momentInWords } from "../src/shared/dates.ts";

const at = (text: string): number => new Date(text).getTime();
const now = at("2026-11-24T14:10:00");

describe("days and times in words", () => {
  it("name today and yesterday, and any other day in full", () => {
    expect(dayInWords(at("2026-11-24T08:52:00"), now, "nl")).toBe("vandaag, dinsdag 24 november");
    expect(dayInWords(at("2026-11-23T23:59:00"), now, "nl")).toBe("gisteren, maandag 23 november");
    expect(dayInWords(at("2026-11-02T09:00:00"), now, "nl")).toBe("maandag 2 november");
    expect(dayInWords(at("2025-11-02T09:00:00"), now, "nl")).toBe("zondag 2 november 2025");
    expect(dayInWords(at("2026-11-24T08:52:00"), now, "en")).toBe("today, Tuesday 24 November");
  });

  it("are short in a list", () => {
    expect(briefMoment(at("2026-11-24T13:58:00"), now, "nl")).toBe("13:58");
    expect(briefMoment(at("2026-11-23T13:58:00"), now, "nl")).toBe("gisteren");
    expect(briefMoment(at("2026-11-20T13:58:00"), now, "nl")).toBe("vr 20 nov");
    expect(briefMoment(at("2025-11-20T13:58:00"), now, "nl")).toBe("20 nov 2025");
  });

  it("count calendar days over a change of clocks", () => {
    const afterChange = at("2026-10-26T00:30:00");
    expect(briefMoment(at("2026-10-25T00:10:00"), afterChange, "nl")).toBe("gisteren");
  });

  it("stand in sentences, and join names", () => {
    expect(momentInWords(at("2026-11-23T16:10:00"), now, "nl")).toBe("gisteren, 16:10");
    expect(clockTime(at("2026-11-24T09:05:00"), "en")).toBe("09:05");
    expect(listInWords(["Emma", "Daan", "Maan"], "nl")).toBe("Emma, Daan en Maan");
    expect(listInWords(["Emma", "Daan"], "en")).toBe("Emma and Daan");
  });
});
