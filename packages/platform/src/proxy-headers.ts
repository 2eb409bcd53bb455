import type { IncomingMessage } from "node:http";

type Headers = Record<string, string | string[]>;

/** They speak of one connection only, or say where a request came from, which nobody but this proxy may say. */
const NOT_PASSED_ON = [
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];
const ORIGIN_OF_REQUEST = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** The headers of an incoming request as a service shall see them. */
export function forwardedHeaders(incoming: IncomingMessage): Headers {
  const headers = endToEndHeaders(incoming.headersDistinct);
  for (const name of ORIGIN_OF_REQUEST) delete headers[name];
  if (incoming.headers["transfer-encoding"] !== undefined) headers["transfer-encoding"] = "chunked";
  return {
    ...headers,
    "x-forwarded-for": incoming.socket.remoteAddress ?? "",
    "x-forwarded-proto": "http",
    "x-forwarded-host": incoming.headers.host ?? "",
  };
}

/** All headers but those that belong to the connection on which they came. */
export function endToEndHeaders(headers: NodeJS.Dict<string[]>): Headers {
  const named = (headers.connection ?? []).flatMap((value) =>
    value
      .toLowerCase()
      .split(",")
      .map((name) => name.trim()),
  );
  const dropped = new Set([...NOT_PASSED_ON, ...named]);
  const kept: Headers = {};
  for (const [name, values] of Object.entries(headers)) {
    if (values !== undefined && !dropped.has(name)) kept[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return kept;
}

export function toHeaderLines(headers: Headers): string {
  return Object.entries(headers)
    .flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}\r\n`))
    .join("");
}
