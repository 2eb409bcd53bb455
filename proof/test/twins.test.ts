import type {} from "@kring/testing/global-setup";
import { describe, expect, inject, it } from "vitest";
import { type Received, watch } from "../src/received.ts";
import { startStage } from "../src/stage.ts";
import { type TwinScenario, twinScenarios } from "../src/twins.ts";

async function play({ viewer, clients, twins, script }: TwinScenario, which: 0 | 1): Promise<Received> {
  const { disguises = {}, before } = twins[which];
  const stage = await startStage({ groundwork: inject("groundwork"), gateways: 1, disguises });
  try {
    await stage.letTherapistsInvite();
    await before?.(stage);
    await stage.world.settle();
    const watching = await watch(stage, viewer, clients);
    await script(stage, watching, which);
    return await watching.end();
  } finally {
    await stage.stop();
  }
}

describe("V-04 twin worlds: what the viewer receives is the same in bytes, counts and order", () => {
  it.each(twinScenarios)("$title", async (scenario) => {
    const first = await play(scenario, 0);
    expect(first.answers.length).toBeGreaterThan(10);
    expect(await play(scenario, 1)).toEqual(first);
  });
});
