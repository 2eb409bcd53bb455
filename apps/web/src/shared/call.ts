import { AFTER_HEADER, AGAIN_HEADER, EventId, Problem, Refused, type RouteDefinition } from "@kring/domain/contract";
import type { z } from "zod";
import type { ReceivedFile } from "./save-file.ts";

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

let isReadingAgain = false;

/** What `read` asks for at once is asked by a page that reads itself again, not by a new look of its reader. */
export function readAgain(read: () => unknown): void {
  isReadingAgain = true;
  try {
    read();
  } finally {
    isReadingAgain = false;
  }
}

/** Calls a route of the contract; throws `Refused` for every answer but success. */
export async function call<const Route extends RouteDefinition>(
  route: Route,
  input: Input<Route>,
  signal?: AbortSignal,
): Promise<Output<Route>> {
  const response = await send(route, input, signal);
  const after = EventId.safeParse(response.headers.get(AFTER_HEADER));
  if (after.success) onChangeOfTies(after.data);
  if (route.response === undefined) return undefined as Output<Route>;
  return route.response.parse(await response.json()) as Output<Route>;
}

/**
 * Calls a route that answers with a file; `onProgress` is told how many bytes came so far. Where nobody asks, the browser keeps a
 * long one on disk, not in memory.
 */
export async function callForFile<const Route extends RouteDefinition>(
  route: Route,
  input: Input<Route>,
  onProgress?: (bytes: number) => void,
): Promise<ReceivedFile> {
  const response = await send(route, input);
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "kring";
  if (onProgress === undefined || response.body === null) return { name, content: await response.blob() };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    parts.push(part);
    bytes += part.byteLength;
    onProgress(bytes);
  }
  return { name, content: new Blob(parts, { type: response.headers.get("content-type") ?? "" }) };
}

async function send(route: RouteDefinition, input: unknown, signal?: AbortSignal): Promise<Response> {
  const { params = {}, query = {}, body } = input as Record<string, Record<string, unknown> | undefined>;
  const response = await fetch(addressOf(route.path, params, query), {
    method: route.method.toUpperCase(),
    credentials: "same-origin",
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(isReadingAgain ? { [AGAIN_HEADER]: "1" } : {}),
    },
    body: body === undefined ? null : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused("unavailable");
  });
  if (!response.ok) throw await readRefusal(response);
  return response;
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

/** Without a connection a part of the app may be what could not be loaded, which is no fault of ours. */
export function refusalCode(error: unknown): Refused["code"] {
  if (error instanceof Refused) return error.code;
  return navigator.onLine === false ? "unavailable" : "internal";
}
