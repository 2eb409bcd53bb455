import { setTimeout as pause } from "node:timers/promises";
import type { Violation } from "./checker.ts";
import type { Circle } from "./crowd.ts";
import { startLoad } from "./load.ts";
import type { Random } from "./random.ts";
import { measureLastByte } from "./recovery.ts";
import { comeToRest, type Round } from "./round.ts";
import type { Fault } from "./sequence.ts";

/** So much is written meanwhile that a byte that comes too late would be there. */
const ACTS_PER_SECOND = 90;
/** Until the gateways know that NATS is away. */
const AWAY_MS = 1_000;
/** Longer than anybody may get anything. */
const LISTENED_MS = 2_500;
const LOOK_EVERY_MS = 20;

/** In each conversation somebody is removed while much is written, with NATS or without: how long bytes of it still come to them. */
export async function measureRemovals(round: Round, random: Random, without: "NATS" | null): Promise<Violation[]> {
  const { stage, membership, signal, figures } = round;
  const faults: Fault[] = without === null ? [] : [{ kind: "NATS away", ms: AWAY_MS, which: 0 }];
  const load = startLoad(stage, random, ACTS_PER_SECOND);
  try {
    await awaitNats(round);
    await Promise.all(stage.circles.map((circle) => bringIn(round, circle)));
    if (without !== null) {
      stage.world.natsAway();
      await pause(AWAY_MS, undefined, { signal });
    }
    const removed = await Promise.all(
      stage.circles.map(async (circle) => {
        await membership.remove(circle);
        return { circle, at: Date.now() };
      }),
    );
    figures.removed += removed.length;
    await pause(LISTENED_MS, undefined, { signal });
    for (const { circle, at } of removed) measureLastByte(round, { faults }, circle, at);
  } finally {
    load.stop();
    if (without !== null) await stage.world.natsBack();
  }
  return comeToRest(round);
}

/** Every service has found NATS again, whatever was done to it before. */
async function awaitNats({ stage, signal, patienceMs }: Round): Promise<void> {
  const areConnected = async (): Promise<boolean> =>
    (await stage.world.metrics()).every(({ text }) => /^kring_nats_connected\b.* 1$/m.test(text));
  for (const until = Date.now() + patienceMs; Date.now() < until && !(await areConnected()); )
    await pause(LOOK_EVERY_MS, undefined, { signal });
}

/** They take part, and hear what is said. */
async function bringIn({ stage, membership, signal, patienceMs }: Round, circle: Circle): Promise<void> {
  if (!membership.isIn(circle)) await membership.bringBack(circle);
  const since = Date.now();
  const hears = (): boolean => (stage.listener(circle.moves).lastOf(circle.c) ?? 0) > since;
  while (!hears() && Date.now() < since + patienceMs) await pause(LOOK_EVERY_MS, undefined, { signal });
}
