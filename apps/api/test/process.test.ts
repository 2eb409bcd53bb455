import { createHmac } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { findFreePort } from "@kring/platform";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { startProcess } from "./api-process.ts";
import { Browser } from "./browser.ts";
import { copyDatabase, type TestDatabase } from "./copy-database.ts";
import { until } from "./until.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await copyDatabase("accounts");
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const start = (changes: Record<string, string | undefined>, program?: string) =>
  startProcess(database.url(), changes, program);

/** A cookie that is rightly signed, of a session that there isn't. */
async function signedCookie(secret: string): Promise<string> {
  const token = "a".repeat(32);
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return encodeURIComponent(`${token}.${signature}`);
}

/** A door to a server that a test opens and shuts. */
function createDoor(target: number) {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const shut = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    server = undefined;
  };
  stops.push(shut);
  return {
    shut,
    open: async (port: number) => {
      server = createServer((from) => {
        const to = connect({ host: "127.0.0.1", port: target });
        for (const socket of [from, to]) {
          sockets.add(socket);
          socket.on("error", () => socket.destroy());
          socket.on("close", () => sockets.delete(socket));
        }
        from.pipe(to).pipe(from);
      });
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}

describe("the seed of the demo", () => {
  const seed = (mode: string) => start({ KRING_MODE: mode }, "seed-demo.ts");

  it("makes the demo people once, in demo mode only", async () => {
    const production = await seed("production");
    expect(await production.ended).toBe(1);
    const first = await seed("demo");
    expect(await first.ended).toBe(0);
    expect(first.output()).toBe("demo people: made\n");
    const second = await seed("demo");
    expect(await second.ended).toBe(0);
    expect(second.output()).toBe("demo people: already there\n");
  });
});

describe("the service as a process", () => {
  it("starts, serves and drains on SIGTERM", async () => {
    const api = await start({});
    await until("it is ready", async () => (await api.status("/api/health/ready")) === 200);
    expect(await api.metrics()).toContain('kring_nats_connected{service="api"} 1');
    expect(await api.status("/metrics")).toBe(404);
    api.child.kill("SIGTERM");
    expect(await api.ended).toBe(0);
    for (const secret of [api.secrets.authSecret, api.secrets.apiInternalToken, api.secrets.postgres.kring_api]) {
      expect(api.output()).not.toContain(secret);
    }
  });

  it("works without NATS, and says so", async () => {
    const api = await start({ NATS_URL: "nats://127.0.0.1:9" });
    await until("it is ready", async () => (await api.status("/api/health/ready")) === 200);
    expect(await api.metrics()).toContain('kring_nats_connected{service="api"} 0');
    expect(await api.status("/api/v1/me")).toBe(401);
  });

  it("lives without Postgres, is ready when it comes, and again after it was away", async () => {
    const { postgresPort } = inject("servers");
    const port = await findFreePort();
    const door = createDoor(postgresPort);
    const api = await start({ DATABASE_URL: database.url(port) });
    await until("it runs", async () => (await api.status("/api/health/live")) === 200);
    expect(await api.status("/api/health/ready")).toBe(503);
    await door.open(port);
    await until("it is ready", async () => (await api.status("/api/health/ready")) === 200);
    await door.shut();
    await until("it is not ready", async () => (await api.status("/api/health/ready")) === 503);
    const browser = new Browser(api.url, "http://localhost:8080");
    const signIn = () => browser.post("/api/v1/sign-in", { email: "nobody@kring.example", password: "some password" });
    expect(await signIn()).toMatchObject({ status: 503, code: "unavailable" });
    browser.cookies.set("kring-session", await signedCookie(api.secrets.authSecret));
    expect(await browser.get("/api/v1/me")).toMatchObject({ status: 503, code: "unavailable" });
    expect(await browser.post("/api/v1/password-reset", { email: "nobody@kring.example" })).toMatchObject({
      status: 503,
    });
    await door.open(port);
    await until("it is ready again", async () => (await api.status("/api/health/ready")) === 200);
    expect(await signIn()).toMatchObject({ status: 401, code: "wrong-credentials" });
    expect(await browser.get("/api/v1/me")).toMatchObject({ status: 401 });
    expect(api.child.exitCode).toBeNull();
  });

  it("names every mistake in its settings, and no value of one", async () => {
    const api = await start({
      KRING_MODE: "test",
      DATABASE_URL: undefined,
      AUTH_SECRET: "tooshort",
      PUBLIC_ORIGIN: "kring",
    });
    expect(await api.ended).toBe(2);
    const lines = api.output().trim().split("\n");
    expect(lines).toHaveLength(5);
    for (const name of [
      "KRING_MODE must be",
      "DATABASE_URL is missing",
      "AUTH_SECRET must have",
      "PUBLIC_ORIGIN must be",
    ]) {
      expect(api.output()).toContain(name);
    }
    expect(api.output()).not.toContain("tooshort");
  });
});
