import type { Person, Writer } from "./crowd.ts";
import type { Place } from "./load/wire.ts";
import { type Server, startServer } from "./servers/start-server.ts";
import type { Gateway, Stage } from "./stage.ts";

/** A server under load. */
export interface Target {
  name: string;
  place: Place;
  /** Every process that does its work. */
  pids(): (number | undefined)[];
  admit(people: readonly Writer[]): Promise<readonly Person[]>;
  /** Messages in these conversations; undefined where nothing is stored. */
  countStored: ((conversations: readonly string[]) => Promise<number>) | undefined;
}

export interface Targets {
  one: Target;
  two: Target;
  obvious: Target;
  ceiling: Target;
  raw: Target;
  bare: Target;
  stop(): Promise<void>;
}

/** Kring with these gateways, as it is run. */
export function kringTarget(stage: Stage, name: string, gateways: readonly Gateway[]): Target {
  return {
    name,
    place: { speech: "kring", ports: gateways.map(({ port }) => port) },
    pids: () => [...gateways, stage.nats, stage.postgres].map(({ pid }) => pid()),
    admit: stage.admit,
    countStored: (conversations) => count(stage, "entry WHERE conversation_id", conversations),
  };
}

/** A server that knows rooms and nobody. */
export function roomTarget(stage: Stage, name: string, server: Server, table?: string): Target {
  return {
    name,
    place: { speech: "room", ports: [server.port] },
    pids: () => [server.pid(), ...(table === undefined ? [] : [stage.postgres.pid()])],
    admit: async (people) => people,
    countStored: table === undefined ? undefined : (rooms) => count(stage, `${table} WHERE room`, rooms),
  };
}

async function count({ conversations: database }: Stage, within: string, ids: readonly string[]): Promise<number> {
  const { rows } = await database.query(`SELECT count(*)::int AS n FROM ${within} = ANY ($1::uuid[])`, [ids]);
  return rows[0].n;
}

/** Starts the servers that Kring is compared with, on the same Postgres. */
export async function startTargets(stage: Stage): Promise<Targets> {
  const databaseUrl = stage.url("conversations");
  const [obvious, ceiling, raw, bare] = await Promise.all([
    startServer("obvious", { databaseUrl }),
    startServer("ceiling", { databaseUrl }),
    startServer("raw"),
    startServer("bare"),
  ]);
  return {
    one: kringTarget(stage, "Kring, one gateway", stage.gateways.slice(0, 1)),
    two: kringTarget(stage, "Kring, two gateways", stage.gateways),
    obvious: roomTarget(stage, "the obvious design", obvious, "obvious_message"),
    ceiling: roomTarget(stage, "ceiling: group commit alone", ceiling, "ceiling_message"),
    raw: roomTarget(stage, "raw Socket.IO, not stored", raw),
    bare: { ...roomTarget(stage, "raw ws, not stored", bare), place: { speech: "bare", ports: [bare.port] } },
    stop: async () => {
      await Promise.all([obvious, ceiling, raw, bare].map((server) => server.stop()));
    },
  };
}
