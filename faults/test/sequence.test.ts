import { describe, expect, test } from "vitest";
import { drawSteps, kinds } from "../src/sequence.ts";

describe("a sequence of faults", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(drawSteps(7, 60)).toEqual(drawSteps(7, 60));
    expect(drawSteps(8, 60)).not.toEqual(drawSteps(7, 60));
  });

  test("has as many as were asked for, every kind as often as any other, two at a time never of the same", () => {
    const steps = drawSteps(7, 10 * Object.keys(kinds).length);
    const drawn = steps.flatMap(({ faults }) => faults.map(({ kind }) => kind));
    for (const kind of Object.keys(kinds)) expect(drawn.filter((other) => other === kind)).toHaveLength(10);
    const pairs = steps.filter(({ faults }) => faults.length === 2);
    expect(pairs.length).toBeGreaterThan(5);
    for (const { faults } of pairs) expect(new Set(faults.map(({ kind }) => kinds[kind])).size).toBe(2);
  });
});
