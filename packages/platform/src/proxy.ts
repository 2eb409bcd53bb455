import { createServer, type IncomingMessage, request, type ServerResponse, STATUS_CODES } from "node:http";
import { connect, type Socket } from "node:net";
import { pipeline } from "node:stream";
import { type Problem, refusals } from "@kring/domain/contract";
import { endToEndHeaders, forwardedHeaders, toHeaderLines } from "./proxy-headers.ts";

/** The loopback ports of each service, in the order to try; read anew for every request. */
export type ProxyTargets = { api: number[]; realtime: number[]; web: number[] };

export type RunningProxy = { port: number; stop(): Promise<void> };

const CONNECT_WITHIN_MS = 2000;
const KEEP_ALIVE_MS = 30_000;

/** One origin for the browser: `/api/*`, `/realtime/*` and `/socket.io` to their services, the rest to the web app. */
export async function startProxy(port: number, targets: ProxyTargets): Promise<RunningProxy> {
  const turns = { api: 0, realtime: 0, web: 0 };
  const upgraded = new Set<Socket>();

  /** Each request has a connection of its own, to the next service in turn that takes it. */
  async function reach(url: string): Promise<Socket> {
    const service = serviceFor(url);
    const ports = targets[service];
    const first = turns[service]++;
    for (let i = 0; i < ports.length; i++) {
      const socket = await connectTo(ports[(first + i) % ports.length] ?? 0);
      if (socket !== undefined) return socket;
    }
    throw new Error(`no ${service} is up`);
  }

  async function passOn(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = incoming.url ?? "/";
    if (climbs(url)) return refuse(response, 400, "invalid-input");
    const socket = await reach(url).catch(() => undefined);
    if (socket === undefined) return refuse(response, 502, "unavailable");
    // Whoever asked has left meanwhile; nothing can be answered any more.
    if (response.destroyed) return void socket.destroy();
    const outgoing = request({
      createConnection: () => socket,
      method: incoming.method,
      path: url,
      // A service that refuses a body before its end reads on, so that its answer isn't lost; this end closes.
      headers: { ...forwardedHeaders(incoming), connection: "keep-alive" },
      setHost: false,
    });
    response.on("close", () => socket.destroy());
    outgoing.on("error", () => (response.headersSent ? response.destroy() : refuse(response, 502, "unavailable")));
    outgoing.on("response", (answer) => {
      if (response.destroyed || response.closed) return void answer.destroy();
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? "", endToEndHeaders(answer.headersDistinct));
      pipeline(answer, response, () => {});
    });
    incoming.pipe(outgoing);
  }

  /** Joins both ends only once the service has agreed: before that, what follows is not read by anybody. */
  async function passUpgrade(incoming: IncomingMessage, client: Socket, head: Buffer): Promise<void> {
    client.on("error", () => client.destroy());
    const url = incoming.url ?? "/";
    const wanted = incoming.headers.upgrade?.toLowerCase() === "websocket" && incoming.method === "GET";
    if (!wanted || climbs(url) || serviceFor(url) === "api") return refuseUpgrade(client, 400);
    const service = await reach(url).catch(() => undefined);
    if (service === undefined || client.destroyed) {
      service?.destroy();
      return refuseUpgrade(client, 502);
    }
    client.once("close", () => service.destroy());
    const outgoing = request({
      createConnection: () => service,
      path: url,
      headers: { ...forwardedHeaders(incoming), connection: "Upgrade", upgrade: "websocket" },
      setHost: false,
    });
    outgoing.on("error", () => refuseUpgrade(client, 502));
    outgoing.on("response", (answer) => {
      answer.resume();
      refuseUpgrade(client, answer.statusCode ?? 502);
    });
    outgoing.on("upgrade", (answer, joined, first) => {
      const headers = { ...endToEndHeaders(answer.headersDistinct), connection: "Upgrade", upgrade: "websocket" };
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${toHeaderLines(headers)}\r\n`);
      client.write(first);
      joined.write(head);
      upgraded.add(client);
      client.once("close", () => upgraded.delete(client));
      joinSockets(client, joined as Socket);
    });
    outgoing.end();
  }

  const server = createServer((incoming, response) => void passOn(incoming, response));
  server.on("upgrade", (incoming, socket, head) => void passUpgrade(incoming, socket as Socket, head));
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, resolve);
  });
  return {
    port,
    stop: async () => {
      for (const socket of upgraded) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serviceFor(url: string): keyof ProxyTargets {
  const path = url.split("?")[0] ?? "/";
  if (path.startsWith("/api/")) return "api";
  return path.startsWith("/realtime/") || path === "/socket.io" || path.startsWith("/socket.io/") ? "realtime" : "web";
}

/** A path with dot segments could leave the part of a service that is open to browsers. */
function climbs(url: string): boolean {
  return /(^|[/\\])(\.|%2e){1,2}([/\\?#]|$)/i.test(url.split("?")[0] ?? "") || !url.startsWith("/");
}

function connectTo(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true, timeout: CONNECT_WITHIN_MS });
    const fail = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    socket.once("error", fail);
    socket.once("timeout", fail);
    socket.once("connect", () => {
      socket.setTimeout(0);
      socket.on("error", () => socket.destroy());
      socket.off("error", fail);
      socket.off("timeout", fail);
      resolve(socket);
    });
  });
}

/** What one end sends the other gets; when either end is gone, or has only closed its half, so has the other. */
function joinSockets(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.setNoDelay(true);
    from.setKeepAlive(true, KEEP_ALIVE_MS);
    from.setTimeout(0);
    from.on("error", () => from.destroy());
    from.on("end", () => to.destroySoon());
    from.on("close", () => to.destroySoon());
    from.pipe(to);
  }
}

function refuseUpgrade(client: Socket, status: number): void {
  client.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    client.destroy(),
  );
}

function refuse(response: ServerResponse, status: number, code: Problem["code"]): void {
  const problem: Problem = { type: "about:blank", title: refusals[code].message, status, code };
  response.writeHead(status, { "content-type": "application/problem+json", "cache-control": "no-store" });
  response.end(JSON.stringify(problem));
}
