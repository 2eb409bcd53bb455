import { type DemoName, demoLinks } from "@kring/testing";
import type {} from "@kring/testing/global-setup";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { Model } from "../src/model.ts";
import { count as counted, runs } from "../src/runs.ts";
import { startStage } from "../src/stage.ts";
import { cast, clients, count, look, type Step, stepKinds, take, therapists } from "../src/steps.ts";

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...stepKinds),
  who: fc.nat(1_000),
  what: fc.nat(1_000),
});

async function live(steps: readonly Step[]): Promise<void> {
  const stage = await startStage({ groundwork: inject("groundwork"), gateways: 1 });
  try {
    await stage.letTherapistsInvite();
    const model = new Model();
    for (const { linkId, relatedPerson, client, inviter, screenName } of Object.values(demoLinks)) {
      model.links.push({ id: linkId, person: relatedPerson, client, inviter, screenName, stands: true });
    }
    const scene = { stage, model };
    for (const one of steps) {
      await take(scene, one);
      counted("model steps", 1);
      await stage.world.settle();
      for (const c of model.conversations) {
        for (const viewer of cast as readonly DemoName[]) {
          const { seen, expected } = await look(scene, c, viewer);
          counted("views compared with the model", 1);
          expect(seen, `${viewer} after ${JSON.stringify(one)}`).toEqual(expected);
        }
      }
    }
    for (const therapist of therapists) {
      for (const client of clients) {
        const { seen, expected } = await count(scene, therapist, client);
        expect(seen).toBe(expected);
      }
    }
  } finally {
    await stage.stop();
  }
}

describe("V-03, V-06, P-04 a model of the rules", () => {
  it("says the same as Kring of everybody, in every conversation, after every step of a random life", async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 25, size: "max" }), live), {
      numRuns: runs(2),
      endOnFailure: runs(2) === 2,
    });
  }, 3_600_000);
});
