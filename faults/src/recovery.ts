import { setTimeout as pause } from "node:timers/promises";
import type { ConversationId } from "@kring/domain/contract";
import type { Circle } from "./crowd.ts";
import { addTimes, type Figures } from "./figures.ts";
import type { Person } from "./person.ts";
import type { Round } from "./round.ts";
import { kinds, type Step } from "./sequence.ts";
import type { Stage } from "./stage.ts";

const LOOK_EVERY_MS = 10;

type Numbers = ReadonlyMap<ConversationId, number>;

/** How long each page took, from the healing, to have everything that was there then and to have sent what was written by then. */
export async function measureWhole(
  { stage, figures, patienceMs, signal }: Round,
  { faults }: Step,
  healed: number,
  heads: Numbers,
): Promise<void> {
  const took = await timeEach(whoStay(stage), {
    from: healed,
    signal,
    until: (left) => left.length === 0 || Date.now() > healed + patienceMs,
    isBack: (person) => isWhole(person, heads, healed),
  });
  note(figures, faults, took);
}

/** How long each page that lost its connection with a gateway took, from that moment, to be whole again at another one. */
export async function measureReturn(
  { stage, figures, patienceMs, signal }: Round,
  { faults }: Step,
  { began, healing, heads }: { began: number; healing: Promise<unknown>; heads: Promise<Numbers> },
): Promise<void> {
  const before = await heads;
  const lostIt = ({ client }: Person): boolean => client.connection.getSnapshot().since >= began;
  let isHealed = false;
  const healed = (): void => {
    isHealed = true;
  };
  healing.then(healed, healed);
  const took = await timeEach(whoStay(stage), {
    from: began,
    signal,
    until: (left) => (isHealed && !left.some(lostIt)) || Date.now() > began + patienceMs,
    isBack: (person) => lostIt(person) && isWhole(person, before, began),
  });
  note(figures, faults, took);
}

function note({ whole, alone }: Figures, faults: Step["faults"], took: readonly number[]): void {
  for (const { kind } of faults) addTimes(whole, kind, took);
  const [only, ...others] = faults;
  if (only !== undefined && others.length === 0) addTimes(alone, only.kind, took);
}

async function timeEach(
  people: readonly Person[],
  {
    from,
    signal,
    until,
    isBack,
  }: { from: number; signal: AbortSignal; until(left: readonly Person[]): boolean; isBack(person: Person): boolean },
): Promise<number[]> {
  const took: number[] = [];
  for (let left = [...people]; !until(left); await pause(LOOK_EVERY_MS, undefined, { signal })) {
    const still = left.filter((person) => !isBack(person));
    for (let back = left.length - still.length; back > 0; back -= 1) took.push(Date.now() - from);
    left = still;
  }
  return took;
}

/** What others write is refused while they are out. */
const whoStay = ({ people }: Stage): Person[] => people.filter(({ stays }) => stays.length > 0);

const isWhole = (person: Person, heads: Numbers, before: number): boolean =>
  person.isDone(before) && person.stays.every((c) => (person.reach(c) ?? -1) >= (heads.get(c) ?? 0));

/** How long what was written while NATS was away took to come off the wire at somebody else. */
export function measureWithoutNats(
  { stage, figures }: Round,
  { began, healed }: { began: number; healed: number },
): void {
  const writtenAt = new Map(
    stage.people.flatMap(({ sent }) =>
      sent.filter(({ at }) => at >= began && at < healed).map(({ id, at }) => [id, at]),
    ),
  );
  for (const listener of stage.listeners) {
    for (const { id, at } of listener.takeArrivals()) {
      const from = id === null ? undefined : writtenAt.get(id);
      if (from !== undefined) figures.withoutNats.push(at - from);
    }
  }
}

/** How long after the end of their tie somebody still got bytes of a conversation. */
export function measureLastByte(
  { stage, figures }: Pick<Round, "stage" | "figures">,
  { faults }: Pick<Step, "faults">,
  { c, moves }: Circle,
  removedAt: number,
): void {
  const lastAt = stage.listener(moves).lastOf(c) ?? 0;
  const took = Math.max(0, lastAt - removedAt);
  if (faults.length === 0) figures.lastByte["with NATS"].push(took);
  else if (faults.every(({ kind }) => kind === "NATS away")) figures.lastByte["without NATS"].push(took);
  else if (faults.every(({ kind }) => kinds[kind] === "network")) figures.lastByte["with NATS"].push(took);
  else figures.lastByte["while something else failed"].push(took);
}
