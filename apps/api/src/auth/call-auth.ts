import type { Response as ExpressResponse, Request } from "express";

/** What better-auth answered: its own codes stay inside this service. */
export interface AuthAnswer {
  ok: boolean;
  status: number;
  code: string | undefined;
  body: unknown;
  cookies: string[];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

export const fieldOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

/** Reads an answer that was asked for with `asResponse`. Faults of better-auth itself are thrown. */
export async function readAnswer(pending: Promise<Response>): Promise<AuthAnswer> {
  const response = await pending;
  const text = await response.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  const code = fieldOf(body, "code");
  if (response.status >= 500) throw new Error(`better-auth failed with ${String(code)}`);
  return {
    ok: response.ok,
    status: response.status,
    code: typeof code === "string" ? code : undefined,
    body,
    cookies: response.headers.getSetCookie(),
  };
}

const cookiesOf = (request: Pick<Request, "headers">) =>
  (request.headers.cookie ?? "").split(/;\s*/).map((cookie) => {
    const [name = ""] = cookie.split("=", 1);
    return { name, value: cookie.slice(name.length + 1), cookie };
  });

/** The value of a cookie of this name. */
export const cookieOf = (request: Pick<Request, "headers">, name: string): string | undefined =>
  cookiesOf(request).find((one) => one.name === name)?.value;

/** The headers that better-auth is given: the named cookies and the device, nothing else of the request. */
export function authHeaders(request: Pick<Request, "headers">, ...cookieNames: string[]): Headers {
  const headers = new Headers();
  const wanted = cookiesOf(request).filter(({ name }) => cookieNames.includes(name));
  if (wanted.length > 0) headers.set("cookie", wanted.map(({ cookie }) => cookie).join("; "));
  const device = request.headers["user-agent"];
  if (device !== undefined) headers.set("user-agent", device.slice(0, 300));
  return headers;
}

export function sendCookies(response: ExpressResponse, cookies: readonly string[]): void {
  for (const cookie of cookies) response.append("set-cookie", cookie);
}
