import { layGroundwork, startWorld } from "@kring/testing";
import type { FullConfig } from "@playwright/test";
import { handOn, type Place } from "./prepared.ts";
import { openStage } from "./stage.ts";

/** For each worker a whole platform: two gateways, the built web app, a mail catcher. */
export default async function setUp({ workers }: FullConfig): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    while (stops.length > 0) await stops.pop()?.();
  };
  try {
    const { groundwork, remove } = await layGroundwork();
    stops.push(remove);
    const start = async (): Promise<Place> => {
      const world = await startWorld({ groundwork, web: true });
      stops.push(world.stop);
      const stage = await openStage(world);
      stops.push(stage.close);
      return { origin: world.origin, address: stage.address };
    };
    const started = await Promise.allSettled(Array.from({ length: workers }, start));
    const stages = started.map((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    });
    handOn({ groundwork, stages });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
