import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../crowd.ts";
import { type Spread, spreadOf } from "../figures.ts";
import { createChance, shuffle } from "./chance.ts";
import { type Ears, type Line, openLine, type Place } from "./wire.ts";

/** What one run gave. `delivered` counts to others than the sender; times are in milliseconds from the intended send. */
export interface Outcome {
  sent: number;
  acknowledged: number;
  refused: Record<string, number>;
  delivered: number;
  /** How many deliveries there should have been. */
  expected: number;
  seconds: number;
  acknowledgement: Spread;
  delivery: Spread;
  /** Of the last frame that was delivered. */
  frameBytes: number;
}

/** `mostEach`: a run is over sooner where everybody has said so much on average. */
type Pace = { inFlight: number; mostEach?: number } | { perSecond: number };

export interface Task {
  pace: Pace;
  seconds: number;
  text: string;
}

const PATIENCE_MS = 10_000;
const SEED = 5;

/** People who are connected and what they hear. */
export interface Party {
  lines: readonly Line[];
  run(task: Task): Promise<Outcome>;
  close(): void;
}

/** Connects so many at a time. */
export async function connectAll(place: Place, people: readonly Person[], atOnce: number): Promise<Party> {
  const members = Map.groupBy(people, ({ conversation }) => conversation);
  const lines: Line[] = [];
  let ears: Omit<Ears, "delivered"> & { delivered(mark: number, bytes: number, turn: number): void } = {
    acknowledged: () => {},
    delivered: () => {},
    closed: () => {},
  };

  let next = 0;
  async function connectInTurn(): Promise<void> {
    while (next < people.length) {
      const turn = next++;
      const person = people[turn];
      if (!person) return;
      lines[turn] = await openLine(place, person, turn, {
        acknowledged: (mark, refused) => ears.acknowledged(mark, refused),
        delivered: (mark, bytes) => ears.delivered(mark, bytes, turn),
        closed: () => ears.closed(),
      });
    }
  }
  await Promise.all(Array.from({ length: atOnce }, connectInTurn));

  async function run({ pace, seconds, text }: Task): Promise<Outcome> {
    const chance = createChance(SEED);
    const order = shuffle([...lines.keys()], chance);
    const senders: number[] = [];
    const intended: number[] = [];
    const acknowledgements: number[] = [];
    const deliveries: number[] = [];
    const refused: Record<string, number> = {};
    const bare = place.speech === "bare";
    let [under, expected, frameBytes] = [0, 0, 0];
    let settled = () => {};

    function say(at: number): void {
      const mark = intended.length;
      const turn = order[mark % order.length] ?? 0;
      senders[mark] = turn;
      intended[mark] = at;
      under += 1;
      lines[turn]?.say(mark, text);
    }
    function settle(mark: number, code: string | undefined): void {
      const line = lines[senders[mark] ?? -1];
      if (!line) return;
      under -= 1;
      if (code === undefined) {
        acknowledgements.push(performance.now() - (intended[mark] ?? 0));
        expected += (members.get(line.person.conversation)?.length ?? 1) - 1;
      } else refused[code] = (refused[code] ?? 0) + 1;
      settled();
    }
    ears = {
      acknowledged: settle,
      delivered: (mark, bytes, turn) => {
        if (senders[mark] !== turn) {
          deliveries.push(performance.now() - (intended[mark] ?? 0));
          frameBytes = bytes;
        } else if (bare) settle(mark, undefined);
      },
      closed: () => {
        refused["connection-closed"] = (refused["connection-closed"] ?? 0) + 1;
      },
    };

    const start = performance.now();
    const end = start + seconds * 1000;
    if ("inFlight" in pace) {
      const most = (pace.mostEach ?? Number.POSITIVE_INFINITY) * lines.length;
      const over = new AbortController();
      settled = () => {
        const now = performance.now();
        if (intended.length >= most) over.abort();
        else if (now < end) say(now);
      };
      for (let i = 0; i < pace.inFlight; i++) say(performance.now());
      await sleep(seconds * 1000, null, { signal: over.signal }).catch(() => {});
    } else {
      // Gaps as of people who don't wait for each other.
      for (let at = start; at < end; at += (-Math.log(1 - chance()) * 1000) / pace.perSecond) {
        const wait = at - performance.now();
        if (wait > 0) await sleep(wait);
        say(at);
      }
    }
    const took = (performance.now() - start) / 1000;
    const patience = performance.now() + PATIENCE_MS;
    while ((under > 0 || deliveries.length < expected) && performance.now() < patience) await sleep(20);
    settled = () => {};
    return {
      sent: intended.length,
      acknowledged: acknowledgements.length,
      refused,
      delivered: deliveries.length,
      expected,
      seconds: took,
      acknowledgement: spreadOf(acknowledgements),
      delivery: spreadOf(deliveries),
      frameBytes,
    };
  }

  return {
    lines,
    run,
    close: () => {
      for (const line of lines) line.close();
    },
  };
}
