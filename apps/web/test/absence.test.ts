import { describe, expect, it } from "vitest";
import { absenceInWords, isAway } from "../src/features/conversation/model/absence.ts";
import { therapist } from "./support/roster.ts";
import { startSaying } from "./support/say.ts";

const say = await startSaying("nl");

const daan = therapist("Daan Visser", {
  absence: { from: "2026-12-01", until: "2026-12-05", note: "Met verlof", covering: "Noor Smit" },
});
const at = (day: string, hour = 12) => new Date(`${day}T${String(hour).padStart(2, "0")}:00:00`).getTime();

describe("R-03 writing to an absent professional", () => {
  it("tells until when, what they noted and who covers, on both days and every day between", () => {
    for (const now of [at("2026-12-01", 0), at("2026-12-03"), at("2026-12-05", 23)]) {
      expect(isAway(daan, now)).toBe(true);
      expect(absenceInWords(daan, now, "nl", say)).toBe(
        "Daan Visser is er niet tot en met 5 december. ‘Met verlof’ Noor Smit neemt waar.",
      );
    }
  });

  it("tells of one that is to come as to come, and of none nothing", () => {
    expect(isAway(daan, at("2026-11-30", 23))).toBe(false);
    expect(isAway(daan, at("2026-12-06", 0))).toBe(false);
    expect(absenceInWords(daan, at("2026-11-30"), "nl", say)).toContain("van 1 december tot en met 5 december");
    expect(absenceInWords(therapist("Sanne Bakker"), at("2026-12-01"), "nl", say)).toBeNull();
  });
});
