import type { Circle } from "./crowd.ts";
import type { Random } from "./random.ts";
import { choose } from "./sequence.ts";
import type { Stage } from "./stage.ts";

/** What people do, at a pace that asks for no answer: whoever can't be reached goes on writing. */
export interface Load {
  rest(): void;
  resume(): void;
  stop(): void;
}

const EVERY_MS = 20;

export function startLoad(stage: Stage, random: Random, perSecond: number): Load {
  let due = performance.now();
  let resting = false;
  const timer = setInterval(() => {
    const now = performance.now();
    if (resting) due = now;
    for (; due < now; due += 1_000 / perSecond) act(stage, random);
  }, EVERY_MS);
  return {
    rest: () => {
      resting = true;
    },
    resume: () => {
      resting = false;
    },
    stop: () => clearInterval(timer),
  };
}

function act(stage: Stage, random: Random): void {
  const circle: Circle = random.pick(stage.circles);
  const [what, which] = [random.next(), random.next()];
  // Who comes and goes writes as well, and finds some of it refused.
  const person = stage.person(choose(circle.stays, which));
  if (what < 0.1) writeAsMover(stage, circle);
  else if (what < 0.78) person.write(circle.c);
  else if (what < 0.86) person.change(circle.c, "edit", random.next());
  else if (what < 0.89) person.change(circle.c, "delete", random.next());
  else person.read(circle.c);
}

function writeAsMover(stage: Stage, { c, moves }: Circle): void {
  const mover = stage.person(moves);
  mover.discardRefused();
  if (mover.reach(c) !== null) mover.write(c);
}
