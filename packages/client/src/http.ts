import {
  AFTER_HEADER,
  type EventId,
  type RefusalCode,
  Refused,
  type RouteDefinition,
  readRefusalCode,
} from "@kring/domain/contract";
import type { Tokens } from "./tokens.ts";
import { waitFor } from "./wait.ts";

/** The body that a route answers with. */
export type Answer<Route extends RouteDefinition> = Route extends { response: { _zod: { output: infer Output } } }
  ? Output
  : undefined;

/** The body that a route takes. */
type Body<Route extends RouteDefinition> = Route extends { body: { _zod: { input: infer Input } } } ? Input : undefined;

export interface Asked<Route extends RouteDefinition> {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: Body<Route>;
}

/** Calls routes of the realtime service. Every failure is a `Refused`; a network that is away is `unavailable`. */
export interface Http {
  call<Route extends RouteDefinition>(route: Route, asked: Asked<Route>): Promise<Answer<Route>>;
  read<Route extends RouteDefinition>(
    route: Route,
    params?: Record<string, string>,
    query?: Record<string, string | number>,
  ): Promise<Answer<Route>>;
}

export interface HttpDeps {
  origin: string;
  fetch: typeof fetch;
  tokens: Tokens;
  /** The change that must be visible, until an answer showed it. */
  visible: { wanted(): EventId | undefined; seen(id: EventId): void };
  onEnded(): void;
  signal: AbortSignal;
}

const MAX_TRIES = 8;
const TIMEOUT_MS = 15_000;

export function createHttp(deps: HttpDeps): Http {
  async function once(route: RouteDefinition, url: string, sent: unknown): Promise<unknown> {
    const token = await deps.tokens.get();
    const after = deps.visible.wanted();
    const headers = {
      authorization: `Bearer ${token}`,
      ...(after === undefined ? {} : { [AFTER_HEADER]: after }),
      ...(sent === undefined ? {} : { "content-type": "application/json" }),
    };
    const signal = AbortSignal.any([deps.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await deps.fetch(url, {
      method: route.method.toUpperCase(),
      headers,
      signal,
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw refusedBy(response.status, body);
    if (after !== undefined) deps.visible.seen(after);
    return body;
  }

  async function patiently(route: RouteDefinition, url: string, sent: unknown): Promise<unknown> {
    for (let tries = 1; ; tries++) {
      try {
        return await once(route, url, sent);
      } catch (error) {
        const refused = error instanceof Refused ? error : new Refused("unavailable");
        if (refused.code === "session-ended" || refused.code === "not-signed-in") deps.onEnded();
        if (refused.code === "token-expired" && tries === 1) deps.tokens.forget();
        else if (isWorthWaiting(refused.code) && tries < MAX_TRIES)
          await waitFor(refused.retryAfterMs ?? 250, deps.signal);
        else throw refused;
      }
    }
  }

  async function call<Route extends RouteDefinition>(route: Route, asked: Asked<Route>): Promise<Answer<Route>> {
    const { params = {}, query = {}, body } = asked;
    const path = pathOf(route, params);
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) search.set(name, String(value));
    const url = `${deps.origin}${path}${search.size === 0 ? "" : `?${search}`}`;
    const answer = await patiently(route, url, body);
    // What a service of an earlier version leaves out stands in; what this version can't read at all goes on as it came.
    return (route.response?.safeParse(answer).data ?? answer) as Answer<Route>;
  }

  return { call, read: (route, params = {}, query = {}) => call(route, { params, query }) };
}

/** A route's path with its parameters filled in. */
export const pathOf = (route: RouteDefinition, params: Record<string, string>): string =>
  route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));

const isWorthWaiting = (code: RefusalCode): boolean => code === "not-yet" || code === "too-many-requests";

/** The refusal that stands in an answer. */
export function refusedBy(status: number, body: unknown): Refused {
  const problem = typeof body === "object" && body !== null ? (body as { code?: unknown; retryAfterMs?: number }) : {};
  const code = readRefusalCode(problem.code, status >= 500 ? "unavailable" : "internal");
  return new Refused(code, problem.retryAfterMs === undefined ? {} : { retryAfterMs: problem.retryAfterMs });
}
