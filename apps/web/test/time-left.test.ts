import { describe, expect, it } from "vitest";
import { timeLeft } from "../src/features/client/model/time-left.ts";

const minute = 60_000;
const hour = 60 * minute;

describe("Q-04 the time left of temporary access", () => {
  it("is said in hours while there are more than two", () => {
    expect(timeLeft(24 * hour)).toEqual({ unit: "hours", number: 24 });
    expect(timeLeft(2 * hour + 1)).toEqual({ unit: "hours", number: 3 });
  });

  it("is said in minutes below that, and in seconds at the end", () => {
    expect(timeLeft(2 * hour)).toEqual({ unit: "minutes", number: 120 });
    expect(timeLeft(minute + 1)).toEqual({ unit: "minutes", number: 2 });
    expect(timeLeft(minute)).toEqual({ unit: "seconds", number: 60 });
  });

  it("is never below nothing", () => {
    expect(timeLeft(-5)).toEqual({ unit: "seconds", number: 0 });
  });
});
