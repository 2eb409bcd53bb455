import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findFreePort } from "../src/ports.ts";
import { type ProxyTargets, startProxy } from "../src/proxy.ts";

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A service that tells what it received, and whose sockets answer each line with its name. */
async function startService(name: string): Promise<{ port: number; kill(): void }> {
  const server: Server = createServer(async (incoming, response) => {
    const body = (await incoming.toArray()).join("");
    response.setHeader("x-service", name);
    response.end(JSON.stringify({ name, url: incoming.url, headers: incoming.headers, body }));
  });
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  server.on("upgrade", (_incoming, socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => socket.write(`${name} heard ${chunk}`));
  });
  const port = await findFreePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const kill = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  stops.push(kill);
  return { port, kill };
}

async function startOrigin(targets: Partial<ProxyTargets>): Promise<string> {
  const port = await findFreePort();
  const proxy = await startProxy(port, { api: [], realtime: [], web: [], ...targets });
  stops.push(proxy.stop);
  return `http://127.0.0.1:${port}`;
}

/** fetch would tidy the path up before it sends it. */
async function getRaw(origin: string, path: string): Promise<IncomingMessage> {
  const sent = request(origin, { path, agent: false });
  sent.end();
  const [answer] = await once(sent, "response");
  answer.resume();
  return answer;
}

async function openSocket(origin: string) {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.on("error", () => {});
  socket.setEncoding("utf8");
  socket.write("GET /socket.io/?x=1 HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  const [greeting] = await once(socket, "data");
  expect(greeting).toContain("101 Switching Protocols");
  return socket;
}

describe("one origin", () => {
  it("sends each path to its service, and internal ones to no service", async () => {
    const [api, realtime, web] = await Promise.all([
      startService("api"),
      startService("realtime"),
      startService("web"),
    ]);
    const origin = await startOrigin({ api: [api.port], realtime: [realtime.port], web: [web.port] });
    const serviceAt = async (path: string) => (await fetch(origin + path)).headers.get("x-service");
    expect(await serviceAt("/api/v1/me?x=/realtime/")).toBe("api");
    expect(await serviceAt("/realtime/v1/conversations")).toBe("realtime");
    expect(await serviceAt("/socket.io/?EIO=4")).toBe("realtime");
    expect(await serviceAt("/")).toBe("web");
    expect(await serviceAt("/apiary")).toBe("web");
    expect(await serviceAt("/internal/v1/events")).toBe("web");
    for (const path of ["/api/../internal/v1/events", "/realtime/%2e%2E/internal/v1/events", "/api/..\\internal"]) {
      expect((await getRaw(origin, path)).statusCode).toBe(400);
    }
  });

  it("tells a service where a request came from, whatever the request says itself", async () => {
    const api = await startService("api");
    const origin = await startOrigin({ api: [api.port] });
    const headers = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", forwarded: "for=203.0.113.9" };
    const answer = await fetch(`${origin}/api/v1/sign-in`, { method: "POST", headers, body: "who" });
    const received = (await answer.json()) as { body: string; headers: Record<string, string> };
    expect(received.body).toBe("who");
    expect(received.headers).toMatchObject({
      host: new URL(origin).host,
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-host": new URL(origin).host,
    });
    expect(received.headers).not.toHaveProperty("forwarded");
  });

  it("opens no way past itself by an upgrade that a service does not take", async () => {
    const heard: string[] = [];
    const plain = createServer((incoming, response) => {
      heard.push(incoming.url ?? "");
      response.end("ok");
    });
    const port = await findFreePort();
    plain.listen(port, "127.0.0.1");
    stops.push(() => plain.close());
    const origin = await startOrigin({ api: [port], realtime: [port], web: [port] });
    for (const [path, upgrade] of [
      ["/api/health/live", "foo"],
      ["/api/health/live", "websocket"],
      ["/socket.io/", "h2c"],
      ["/socket.io/", "websocket"],
      ["/", "websocket"],
    ]) {
      const socket = connect(Number(new URL(origin).port), "127.0.0.1");
      socket.on("error", () => {});
      const head = `Host: here\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\n\r\n`;
      socket.write(`GET ${path} HTTP/1.1\r\n${head}GET /internal/v1/snapshot HTTP/1.1\r\nHost: here\r\n\r\n`);
      socket.resume();
      await once(socket, "close");
    }
    expect(heard).not.toContain("/internal/v1/snapshot");
    expect(heard).not.toContain("/api/health/live");
  });

  it("passes over a gateway that is down, and says so when none is up", async () => {
    const [one, two] = await Promise.all([startService("one"), startService("two")]);
    const origin = await startOrigin({ realtime: [one.port, two.port] });
    const ask = async () => fetch(`${origin}/realtime/v1/conversations`);
    const asked = [await ask(), await ask()].map((answer) => answer.headers.get("x-service"));
    expect(asked.sort()).toEqual(["one", "two"]);
    one.kill();
    for (let i = 0; i < 4; i++) expect((await ask()).headers.get("x-service")).toBe("two");
    two.kill();
    const refused = await ask();
    expect(refused.status).toBe(502);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(await refused.json()).toMatchObject({ status: 502, code: "unavailable" });
  });

  it("closes a browser's socket when its gateway dies, and a gateway's when the browser leaves", async () => {
    const gateway = await startService("gateway");
    const origin = await startOrigin({ realtime: [gateway.port] });
    const [leaving, staying] = [await openSocket(origin), await openSocket(origin)];
    staying.write("hello");
    expect((await once(staying, "data"))[0]).toBe("gateway heard hello");
    leaving.end();
    await once(leaving, "close");
    gateway.kill();
    await once(staying, "close");
  });

  it("goes on when browsers leave before a service was reached", async () => {
    const api = await startService("api");
    const origin = await startOrigin({ api: [api.port] });
    const port = Number(new URL(origin).port);
    const leave = async (): Promise<void> => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      await once(socket, "connect");
      socket.write("GET /api/v1/me HTTP/1.1\r\nHost: here\r\n\r\n", () => socket.resetAndDestroy());
      await once(socket, "close");
    };
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 20 }, leave));
    expect((await getRaw(origin, "/api/v1/me")).statusCode).toBe(200);
  });
});
