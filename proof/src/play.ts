import type { Groundwork } from "@kring/testing";
import { type Received, watch } from "./received.ts";
import { startStage } from "./stage.ts";
import type { TwinScenario } from "./twins.ts";

type Played = Omit<TwinScenario, "title" | "sees">;

async function playOne(groundwork: Groundwork, played: Played, which: 0 | 1): Promise<Received> {
  const { viewer, clients, twins, script } = played;
  const { disguises = {}, before } = twins[which];
  const stage = await startStage({ groundwork, gateways: 1, disguises });
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

/** Plays the same script in both worlds; gives what the viewer received in each. */
export const playTwins = (groundwork: Groundwork, played: Played): Promise<[Received, Received]> =>
  Promise.all([playOne(groundwork, played, 0), playOne(groundwork, played, 1)]);
