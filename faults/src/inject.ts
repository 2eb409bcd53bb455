import type { Person } from "./person.ts";
import { freeze, type Heal, kill, killPostgres } from "./processes.ts";
import { choose, type Fault, type Kind } from "./sequence.ts";
import { GATEWAYS, type Stage } from "./stage.ts";

type Inject = (stage: Stage, fault: Fault) => Heal;

const gatewayOf = ({ which }: Fault): string => `realtime-${1 + Math.floor(which * GATEWAYS)}`;
const together =
  (...heals: Heal[]): Heal =>
  async () => {
    await Promise.all(heals.map((heal) => heal()));
  };

const FLAP_MS = 250;
const MINUTE_MS = 60_000;
/** Within and beyond the life of a token. */
const JUMPS_MS = [MINUTE_MS, 4 * MINUTE_MS, 60 * MINUTE_MS];

const processFaults = {
  "gateway killed": ({ world }, fault) => kill(world, gatewayOf(fault), "SIGKILL"),
  "gateway stopped for a while": ({ world }, fault) => freeze(world, gatewayOf(fault)),
  "gateway restarted": ({ world }, fault) => kill(world, gatewayOf(fault), "SIGTERM"),
  "api killed": ({ world }) => kill(world, "api", "SIGKILL"),
  "api stopped for a while": ({ world }) => freeze(world, "api"),
  "api restarted": ({ world }) => kill(world, "api", "SIGTERM"),
  // Each service has the relay of its own facts; whichever gateway held the other one's lock, the next takes it.
  "relays killed": ({ world }, fault) =>
    together(kill(world, "api", "SIGKILL"), kill(world, gatewayOf(fault), "SIGKILL")),
  "nats-server killed": ({ world }) => kill(world, "nats", "SIGKILL"),
  "nats-server stopped for a while": ({ world }) => freeze(world, "nats"),
  "nats-server restarted": ({ world }) => kill(world, "nats", "SIGTERM"),
  "NATS away": ({ world }) => {
    world.natsAway();
    return world.natsBack;
  },
  "Postgres killed": ({ world }) => killPostgres(world),
  "Postgres stopped for a while": ({ world }) => freeze(world, "postgres"),
  "Postgres restarted": ({ world }) => kill(world, "postgres", "SIGINT"),
} satisfies Partial<Record<Kind, Inject>>;

const otherFaults = {
  "network slow": (stage, { ms, which }) => {
    const hit = someOf(stage.people, which);
    for (const { tap } of hit) tap.delay(ms / 8);
    return restore(hit);
  },
  "network cut": (stage, { which }) => flap(someOf(stage.people, which)),
  "network half open": (stage, { which }) => {
    const hit = someOf(stage.people, which);
    for (const [at, { tap }] of hit.entries()) tap.halfOpen(at % 2 === 0 ? "everything" : "answers");
    return restore(hit);
  },
  "network repeats": (stage, { which }) => {
    const hit = someOf(stage.people, which);
    for (const { tap } of hit) tap.repeat();
    wake(hit);
    return restore(hit);
  },
  "clock of the services ahead": (stage, { which }) => jump(stage, choose(JUMPS_MS, which)),
  "clock of the services back": (stage, { which }) => jump(stage, -choose(JUMPS_MS, which)),
  "clocks of devices jump": (stage, { which }) => {
    const hit = someOf(stage.people, which);
    for (const [at, person] of hit.entries()) person.setClock((at % 2 === 0 ? 1 : -1) * choose(JUMPS_MS, which));
    // Their connections end while the clock is wrong.
    for (const { tap } of hit) tap.cut();
    for (const { tap } of hit) tap.restore();
    return async () => {
      for (const person of hit) person.setClock(0);
    };
  },
} satisfies Partial<Record<Kind, Inject>>;

/** Lets a fault happen. What is returned ends it. */
export const inject: Record<Kind, Inject> = { ...processFaults, ...otherFaults };

/** Every third one, from one on that a number from 0 up to 1 stands for. */
const someOf = (people: readonly Person[], which: number): Person[] =>
  people.filter((_, at) => at % 3 === Math.floor(which * 3));

function restore(hit: readonly Person[]): Heal {
  return async () => {
    for (const { tap } of hit) tap.restore();
    wake(hit);
  };
}

/** As a device does that notices that it is online. */
function wake(people: readonly Person[]): void {
  for (const { client } of people) client.wake();
}

/** Gone and back again and again. */
function flap(hit: readonly Person[]): Heal {
  let isCut = false;
  const turn = (): void => {
    isCut = !isCut;
    for (const { tap } of hit) isCut ? tap.cut() : tap.restore();
    if (!isCut) wake(hit);
  };
  turn();
  const timer = setInterval(turn, FLAP_MS);
  return async () => {
    clearInterval(timer);
    await restore(hit)();
  };
}

function jump(stage: Stage, offMs: number): Heal {
  stage.setClock(offMs);
  return async () => stage.setClock(0);
}
