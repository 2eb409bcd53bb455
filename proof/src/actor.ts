import { AFTER_HEADER, type ClientEventName, type ClientPayload, type RouteDefinition } from "@kring/domain/contract";
import type { DemoName, Exchange, RawSocket, World } from "@kring/testing";
import type { z } from "zod";

type Part<Route, Name extends string> = Route extends { [Key in Name]: infer Schema extends z.ZodType }
  ? { [Key in Name]: z.input<Schema> }
  : unknown;
type Asked<Route> = Part<Route, "params"> & Partial<Part<Route, "query">> & Part<Route, "body">;
type Answered<Route> = Route extends { response: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/** Somebody of the cast, acting through the routes and events that their own browser uses. */
export interface Actor {
  readonly person: DemoName;
  /** The answer as it came, whatever it says. */
  ask<const Route extends RouteDefinition>(route: Route, asked: Asked<Route>): Promise<Exchange>;
  /** The answer's content; throws where it is refused. */
  call<const Route extends RouteDefinition>(route: Route, asked: Asked<Route>): Promise<Answered<Route>>;
  emit<Name extends ClientEventName>(name: Name, payload: ClientPayload<Name>): Promise<unknown>;
  /** Everything that came over the socket so far; it is opened by the first call. */
  socket(): Promise<RawSocket>;
}

export async function createActor(world: World, person: DemoName, gateway = 0): Promise<Actor> {
  const session = await world.session(person);
  let opened: Promise<RawSocket> | undefined;
  let after: string | null = null;

  const socket = (): Promise<RawSocket> => {
    opened ??= world.rawSocket(person, { gateway }).then(async (raw) => {
      await raw.next("hello");
      return raw;
    });
    return opened;
  };

  const ask: Actor["ask"] = async (route, asked) => {
    const { params = {}, query = {}, body } = asked as Record<string, Record<string, unknown> | undefined>;
    const filled = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
    const headers: Record<string, string> = {};
    if (route.access === "token") {
      const issued = await session.token();
      if (issued === "ended") throw new Error(`The session of ${person} has ended.`);
      headers.authorization = `Bearer ${issued.token}`;
      if (after !== null) headers[AFTER_HEADER] = after;
    }
    const path = search === "" ? filled : `${filled}?${search}`;
    const options = body === undefined ? { headers } : { headers, body };
    const exchange = await session.fetch(route.method.toUpperCase(), path, options);
    after = exchange.headers.get(AFTER_HEADER) ?? after;
    return exchange;
  };

  return {
    person,
    ask,
    call: async (route, asked) => {
      const exchange = await ask(route, asked);
      if (exchange.status >= 300) throw new Error(`${person}: ${route.id} gave ${exchange.status} ${exchange.text}`);
      return (route.response ? route.response.parse(exchange.json()) : undefined) as never;
    },
    emit: async (name, payload) => (await socket()).ask(name, payload),
    socket,
  };
}
