import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../crowd.ts";
import { openLine, type Place } from "./wire.ts";

/** One account that sends as much as its connections let it, and comes back at once when it is cut off. */
export interface Flood {
  place: Place;
  person: Person;
  connections: number;
  perSecond: number;
  seconds: number;
}

export interface Flooded {
  sent: number;
  acknowledged: number;
  refused: number;
  cut: number;
}

const TICK_MS = 5;

export async function flood({ place, person, connections, perSecond, seconds }: Flood): Promise<Flooded> {
  const flooded: Flooded = { sent: 0, acknowledged: 0, refused: 0, cut: 0 };
  const end = performance.now() + seconds * 1000;
  const atATick = (perSecond / connections / 1000) * TICK_MS;

  async function floodOver(turn: number): Promise<void> {
    while (performance.now() < end) {
      let open = true;
      const ears = {
        acknowledged: (_: number, refused: string | undefined) => {
          flooded[refused === undefined ? "acknowledged" : "refused"] += 1;
        },
        delivered: () => {},
        closed: () => {
          open = false;
        },
      };
      const line = await openLine(place, person, turn, ears).catch(() => undefined);
      if (!line) {
        await sleep(100);
        continue;
      }
      for (let due = 0; open && performance.now() < end; ) {
        for (due += atATick; due >= 1 && open; due -= 1) line.say(flooded.sent++, "x");
        await sleep(TICK_MS);
      }
      if (!open) flooded.cut += 1;
      line.close();
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, turn) => floodOver(turn)));
  return flooded;
}
