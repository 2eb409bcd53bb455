import { Problem, REQUEST_ID_HEADER, Refused, type RouteDefinition } from "@kring/domain/contract";
import { currentRequestId } from "@kring/service-kit";
import type { z } from "zod";
import type { Deps } from "../deps.ts";

const TIMEOUT_MS = 2_000;
/** For a file, or a long page of an export. */
const LONG_TIMEOUT_MS = 30_000;

interface Asked {
  params?: Record<string, string>;
  body?: unknown;
}

/** Calls an internal route of the conversations service; throws where it gives no answer in time, and what the route refuses as it is. */
async function call(
  { config }: Pick<Deps, "config">,
  { path, method, refuses = [] }: RouteDefinition,
  { params = {}, body }: Asked,
  timeoutMs: number,
): Promise<Response> {
  const requestId = currentRequestId();
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const response = await fetch(`${config.realtime.url}${filled}`, {
    method,
    headers: {
      authorization: `Bearer ${config.realtime.token}`,
      "content-type": "application/json",
      ...(requestId === undefined ? {} : { [REQUEST_ID_HEADER]: requestId }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.ok) return response;
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (problem.success && refuses.includes(problem.data.code)) throw new Refused(problem.data.code);
  throw new Error(`answered ${response.status}`);
}

/** Asks an internal route of the conversations service that answers with a record. */
export async function askRealtime<const Route extends RouteDefinition & { response: z.ZodType }>(
  deps: Pick<Deps, "config">,
  route: Route,
  body?: Route extends { body: z.ZodType } ? z.input<Route["body"]> : undefined,
  { patient = false } = {},
): Promise<z.output<Route["response"]>> {
  const response = await call(deps, route, { body }, patient ? LONG_TIMEOUT_MS : TIMEOUT_MS);
  return route.response.parse(await response.json()) as z.output<Route["response"]>;
}

/** Has an internal route of the conversations service do something. */
export async function haveRealtime(deps: Pick<Deps, "config">, route: RouteDefinition, asked: Asked): Promise<void> {
  await call(deps, route, asked, TIMEOUT_MS);
}

/** The bytes that an internal route of the conversations service answers with. */
export async function fetchFromRealtime(
  deps: Pick<Deps, "config">,
  route: RouteDefinition,
  body: unknown,
): Promise<Response> {
  return call(deps, route, { body }, LONG_TIMEOUT_MS);
}
