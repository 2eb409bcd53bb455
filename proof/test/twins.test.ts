import type {} from "@kring/testing/global-setup";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { playTwins } from "../src/play.ts";
import { type HiddenAct, hiddenActs, randomTwins } from "../src/random-twins.ts";
import type { Received } from "../src/received.ts";
import { count, runs } from "../src/runs.ts";
import { twinScenarios } from "../src/twins.ts";

function compared([first]: readonly [Received, Received]): void {
  count("pairs of worlds compared", 1);
  count("frames and answers compared", first.answers.length + Object.values(first.frames).flat().length);
}

describe("V-04 twin worlds: what the viewer receives is the same in bytes, counts and order", () => {
  for (const { title, sees, ...scenario } of twinScenarios) {
    it(title, async () => {
      const [first, second] = await playTwins(inject("groundwork"), scenario);
      expect(first.answers.length).toBeGreaterThan(10);
      const all = JSON.stringify([first.answers.join("\n"), first.frames]);
      for (const part of sees) expect(all).toContain(JSON.stringify(part).slice(1, -1));
      expect(second).toEqual(first);
      compared([first, second]);
    });
  }

  const act: fc.Arbitrary<HiddenAct> = fc.record({
    who: fc.constantFrom("fatima", "youssef"),
    act: fc.constantFrom(...hiddenActs),
    what: fc.nat(1_000),
  });

  it("whatever Fatima and Youssef do, and whoever they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 10, size: "max" }), async (acts) => {
        const [first, second] = await playTwins(inject("groundwork"), randomTwins(acts));
        expect(first.answers.length).toBeGreaterThan(10);
        expect(second).toEqual(first);
        compared([first, second]);
      }),
      { numRuns: runs(1), endOnFailure: runs(1) === 1 },
    );
  }, 3_600_000);
});
