import { startWorld } from "@kring/testing";
import { openStage } from "./stage.ts";

/** One whole platform for all journeys: two gateways, the built web app, a mail catcher. */
export default async function setUp(): Promise<() => Promise<void>> {
  const world = await startWorld({ web: true });
  try {
    const stage = await openStage(world);
    process.env.KRING_ORIGIN = world.origin;
    process.env.KRING_STAGE = stage.address;
    return async () => {
      await stage.close();
      await world.stop();
    };
  } catch (error) {
    await world.stop();
    throw error;
  }
}
