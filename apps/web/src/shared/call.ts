import { AFTER_HEADER, EventId, Problem, Refused, type RouteDefinition } from "@kring/domain/contract";
import type { z } from "zod";

type Part<Route, Name extends string> = Route extends { [Key in Name]: infer Schema extends z.ZodType }
  ? { [Key in Name]: z.input<Schema> }
  : unknown;
type Input<Route> = Part<Route, "params"> & Part<Route, "query"> & Part<Route, "body">;
type Output<Route> = Route extends { response: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

let onChangeOfTies: (eventId: EventId) => void = () => {};

/** Whoever reads conversations must then see a change of ties that one's own request made. */
export function listenToChangesOfTies(listener: (eventId: EventId) => void): void {
  onChangeOfTies = listener;
}

/** Calls a route of the contract; throws `Refused` for every answer but success. */
export async function call<const Route extends RouteDefinition>(
  route: Route,
  input: Input<Route>,
  signal?: AbortSignal,
): Promise<Output<Route>> {
  const response = await request(route, input, signal);
  if (!response.ok) throw await readRefusal(response);
  const after = EventId.safeParse(response.headers.get(AFTER_HEADER));
  if (after.success) onChangeOfTies(after.data);
  if (route.response === undefined) return undefined as Output<Route>;
  return route.response.parse(await response.json()) as Output<Route>;
}

/** Calls a route whose answer is a file; `onProgress` is told how many bytes came so far. */
export async function callForFile<const Route extends RouteDefinition>(
  route: Route,
  input: Input<Route>,
  onProgress: (bytes: number) => void,
): Promise<{ name: string; file: Blob }> {
  const response = await request(route, input);
  if (!response.ok) throw await readRefusal(response);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    bytes += part.byteLength;
    onProgress(bytes);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "kring";
  return { name, file: new Blob(parts, { type: response.headers.get("content-type") ?? "" }) };
}

function request(route: RouteDefinition, input: unknown, signal?: AbortSignal): Promise<Response> {
  const { params = {}, query = {}, body } = input as Record<string, Record<string, unknown> | undefined>;
  return fetch(addressOf(route.path, params, query), {
    method: route.method.toUpperCase(),
    credentials: "same-origin",
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused("unavailable");
  });
}

function addressOf(path: string, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return search === "" ? filled : `${filled}?${search}`;
}

async function readRefusal(response: Response): Promise<Refused> {
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (!problem.success) return new Refused(response.status >= 500 ? "unavailable" : "internal");
  const { code, retryAfterMs, fields } = problem.data;
  return new Refused(code, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(fields === undefined ? {} : { fields }),
  });
}

const ends = new Set(["not-signed-in", "session-ended", "token-expired"]);

/** Whether the answer says that nobody is signed in here any more. */
export const isSignedOut = (error: unknown): boolean => error instanceof Refused && ends.has(error.code);

export const refusalCode = (error: unknown) => (error instanceof Refused ? error.code : "internal");
