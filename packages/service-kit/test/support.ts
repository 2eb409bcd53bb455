import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { Writable } from "node:stream";
import type { FeedPage } from "@kring/domain/contract";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import type { Logger, Nats, Pool, SignedInCaller } from "../src/index.ts";
import {
  createHttpApp,
  createLogger,
  createMemoryLimiter,
  createMetrics,
  createPool,
  type HttpApp,
  listen,
} from "../src/index.ts";

/** A logger whose lines can be read. */
export function createTestLogger(): { logger: Logger; lines: () => Record<string, unknown>[]; text: () => string } {
  let written = "";
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  return {
    logger: createLogger({ service: "test", level: "debug", destination }),
    lines: () =>
      written
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    text: () => written,
  };
}

export const silent = createTestLogger().logger;

/** A database of its own with these files of ../sql applied; gives addresses for its owner and for an ordinary role. */
export async function createDatabase(...files: string[]): Promise<{ url: string; roleUrl: string }> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = new URL(inject("adminUrl"));
  url.pathname = name;
  const roleUrl = new URL(inject("roleUrl"));
  roleUrl.pathname = name;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  for (const file of files) await client.query(await readFile(new URL(`../sql/${file}`, import.meta.url), "utf8"));
  await client.query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kring_api");
  await client.end();
  return { url: url.href, roleUrl: roleUrl.href };
}

export function openPool(url: string, max = 10): Pool {
  const pool = createPool({ url, max, name: "test", logger: silent });
  onTestFinished(() => pool.end());
  return pool;
}

/** A broker that is away for the whole test. */
export const noNats: Nats = {
  connected: false,
  onChange: () => () => {},
  publish: () => {},
  subscribe: () => ({ close: () => {} }),
  flush: () => Promise.reject(new Error("NATS is away")),
  close: async () => {},
};

/** A broker within this process, so that a test decides which doorbells arrive. */
export function createBell(): Nats & { silence(value: boolean): void } {
  const handlers = new Map<string, Set<(message: { subject: string; bytes: Uint8Array; text(): string }) => unknown>>();
  let silenced = false;
  return {
    ...noNats,
    connected: true,
    silence: (value) => {
      silenced = value;
    },
    publish: (subject, payload) => {
      if (silenced) return;
      const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
      for (const handler of handlers.get(subject) ?? []) handler({ subject, bytes, text: () => bytes.toString() });
    },
    subscribe: (subject, handler) => {
      const all = handlers.get(subject) ?? new Set();
      handlers.set(subject, all.add(handler));
      return { close: () => all.delete(handler) };
    },
  };
}

export interface Session extends SignedInCaller {
  sessionId: string;
}

export const ORIGIN = "https://kring.example";
export const INTERNAL_TOKEN = "internal-token-of-the-api-service";

/** An api with one session ("session-of-anna") and one token. */
export function createTestApp(logger: Logger = silent, publicOrigin = ORIGIN): HttpApp<Session, SignedInCaller> {
  return createHttpApp<Session, SignedInCaller>({
    service: "api",
    logger,
    metrics: createMetrics("test"),
    publicOrigin,
    trustProxy: 1,
    internalToken: INTERNAL_TOKEN,
    limiter: createMemoryLimiter(),
    authenticate: {
      session: async (request) => {
        const { Refused } = await import("@kring/domain/contract");
        if (!request.headers.cookie?.startsWith("session=")) throw new Refused("not-signed-in");
        const accountId = request.headers.cookie.slice("session=".length);
        return { accountId, sessionId: `${accountId}-session` };
      },
    },
  });
}

/** Serves the app for the length of a test; gives a function that calls it. */
export async function serve(app: HttpApp<Session, SignedInCaller>) {
  const running = await listen(createServer(app.express), { host: "127.0.0.1", port: 0 });
  onTestFinished(() => running.close(0));
  const url = `http://127.0.0.1:${running.port}`;
  const call = async (
    method: string,
    path: string,
    options: { headers?: Record<string, string>; body?: unknown } = {},
  ) => {
    const json = options.body !== undefined && typeof options.body !== "string";
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(method === "GET" ? {} : { origin: ORIGIN }),
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: json ? JSON.stringify(options.body) : (options.body as string) }),
    });
    const text = await response.text();
    const answer: unknown = /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: answer };
  };
  return { url, call };
}

export const types = (page: FeedPage) => page.events.map(({ type }) => type);
