import { defineRoute, REQUEST_ID_HEADER, Refused } from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isRequestId, mountHealth, mountRoute } from "../src/index.ts";
import { createTestApp, createTestLogger, INTERNAL_TOKEN, ORIGIN, serve, silent } from "./support.ts";

const limit = { points: 100, seconds: 60 };
const route = { service: "api", summary: "A route", access: "public", limit } as const;
const ask = defineRoute({ ...route, id: "ask", method: "get", path: "/api/ask" });
const change = defineRoute({
  ...route,
  id: "change",
  method: "post",
  path: "/api/change",
  maxBytes: 200,
  body: z.object({ text: z.string().max(100) }),
  status: 204,
});

async function start(handler: () => unknown = () => undefined) {
  const { logger, lines, text } = createTestLogger();
  const app = createTestApp(logger);
  mountRoute(app, ask, handler);
  mountRoute(app, change, handler);
  return { ...(await serve(app)), app, lines, text };
}

describe("problem details (RFC 9457)", () => {
  test("a refusal keeps its code, its status and its time to wait", async () => {
    const { call } = await start(() => {
      throw new Refused("not-yet", { retryAfterMs: 1_200 });
    });
    const { status, headers, body } = await call("GET", "/api/ask");
    expect(status).toBe(425);
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(headers.get("retry-after")).toBe("2");
    expect(body).toMatchObject({ code: "not-yet", status: 425, retryAfterMs: 1_200 });
    expect(body).toHaveProperty("requestId", headers.get(REQUEST_ID_HEADER));
  });

  test("an unforeseen error is logged with its stack and tells nothing", async () => {
    const { call, lines } = await start(() => {
      throw new Error("canary in /srv/secret.ts");
    });
    const { status, body } = await call("GET", "/api/ask");
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: "internal" });
    expect(JSON.stringify(body)).not.toMatch(/canary|secret|at /);
    const line = lines().find(({ level }) => level === "error");
    expect(line).toMatchObject({ err: { message: "canary in /srv/secret.ts" } });
    expect(line).toHaveProperty("requestId", (body as { requestId: string }).requestId);
  });

  test("a database that is away is unavailable, not a fault", async () => {
    const { call } = await start(() => {
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    });
    expect(await call("GET", "/api/ask")).toMatchObject({ status: 503, body: { code: "unavailable" } });
  });

  test("what is absent and what is hidden give one answer", async () => {
    const { call } = await start(() => {
      throw new Refused("not-found");
    });
    const hidden = await call("GET", "/api/ask");
    const absent = await call("GET", "/api/nothing-here");
    const names = (headers: Headers) => [...headers.keys()].sort();
    expect({ ...(hidden.body as object), requestId: "" }).toEqual({ ...(absent.body as object), requestId: "" });
    expect([absent.status, names(absent.headers)]).toEqual([hidden.status, names(hidden.headers)]);
  });

  test("bodies that are too large, of another type or broken are refused by name", async () => {
    const { call } = await start();
    const codeOf = async (body: unknown, headers?: Record<string, string>) => {
      const answer = await call("POST", "/api/change", { body, ...(headers ? { headers } : {}) });
      return (answer.body as { code?: string }).code ?? answer.status;
    };
    expect(await codeOf({ text: "fine" })).toBe(204);
    expect(await codeOf({ text: "x".repeat(300) })).toBe("too-large");
    expect(await codeOf('{"text": ')).toBe("invalid-input");
    expect(await codeOf('{"text":"fine"}', { "content-type": "text/plain" })).toBe("invalid-input");
    expect(await codeOf("text=fine", { "content-type": "application/x-www-form-urlencoded" })).toBe("invalid-input");
    expect(await codeOf('{"text":"a\\u0000b"}')).toBe("invalid-input");
    expect(await codeOf('{"text":"half \\ud800 pair"}')).toBe("invalid-input");
    expect(await codeOf(undefined)).toBe("invalid-input");
  });

  test("a wrong input names its fields and repeats none of their values", async () => {
    const { call } = await start();
    const { body } = await call("POST", "/api/change", { body: { text: `canary-${"x".repeat(100)}` } });
    expect(body).toMatchObject({ code: "invalid-input", fields: ["text"] });
    expect(JSON.stringify(body)).not.toContain("canary");
  });
});

describe("headers", () => {
  test("nothing is cached, framed, sniffed or told about the server", async () => {
    const { call } = await start();
    for (const path of ["/api/ask", "/api/nothing-here"]) {
      const { headers } = await call("GET", path);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.has("etag")).toBe(false);
      expect(headers.has("x-powered-by")).toBe(false);
    }
  });

  test("browsers are held to HTTPS only where that is what they see, and only for this host", async () => {
    const { call } = await start();
    const { headers } = await call("GET", "/api/ask");
    expect(headers.get("strict-transport-security")).toBe("max-age=15552000");
    const local = await serve(createTestApp(silent, "http://localhost:8080"));
    expect((await local.call("GET", "/api/ask")).headers.has("strict-transport-security")).toBe(false);
  });

  test("only the other service is believed about a request id", async () => {
    const { call } = await start();
    const given = "0123456789abcdef";
    const idOf = async (headers: Record<string, string>) =>
      (await call("GET", "/api/ask", { headers })).headers.get(REQUEST_ID_HEADER);
    const service = { authorization: `Bearer ${INTERNAL_TOKEN}` };
    expect(await idOf({ [REQUEST_ID_HEADER]: given, ...service })).toBe(given);
    expect(await idOf({ [REQUEST_ID_HEADER]: "a\u00e9 b", ...service })).toSatisfy(isRequestId);
    expect(await idOf({ [REQUEST_ID_HEADER]: given })).not.toBe(given);
    expect(await idOf({ [REQUEST_ID_HEADER]: given, authorization: "Bearer wrong" })).not.toBe(given);
  });
});

describe("requests of other sites", () => {
  test("a change must come from our own origin; reading need not", async () => {
    const { call, url } = await start();
    const change = async (headers: Record<string, string>) =>
      (await call("POST", "/api/change", { body: { text: "x" }, headers })).status;
    expect(await change({ origin: ORIGIN })).toBe(204);
    expect(await change({ origin: ORIGIN, "sec-fetch-site": "same-origin" })).toBe(204);
    expect(await change({ origin: ORIGIN, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await change({ origin: "https://evil.example" })).toBe(403);
    expect(await change({ origin: `${ORIGIN}.evil.example` })).toBe(403);
    expect(await change({ origin: "null" })).toBe(403);
    expect((await call("GET", "/api/ask", { headers: { origin: "https://evil.example" } })).status).toBe(200);
    const without = await fetch(`${url}/api/change`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"text":"x"}',
    });
    expect(without.status).toBe(403);
    expect(await without.json()).toMatchObject({ code: "foreign-origin" });
  });
});

describe("request log", () => {
  test("a line has route, status and time; no query, no body, no address", async () => {
    const { call, lines, text } = await start();
    await call("GET", "/api/ask?email=canary@example.org");
    await call("POST", "/api/change", { body: { text: "canary" } });
    await call("GET", "/api/nothing/canary");
    const requests = lines().filter(({ msg }) => msg === "request");
    expect(requests).toMatchObject([
      { route: "ask", status: 200 },
      { route: "change", status: 204 },
      { route: "other", status: 404 },
    ]);
    expect(text()).not.toMatch(/canary|127\.0\.0\.1/);
  });
});

describe("health", () => {
  test("ready tells which checks pass, and 503 while one fails", async () => {
    const response = z.object({ status: z.enum(["ok", "failing"]), checks: z.record(z.string(), z.boolean()) });
    const { logger, lines } = createTestLogger();
    const app = createTestApp(logger);
    let up = true;
    mountHealth(
      app,
      {
        live: { ...route, id: "live", method: "get", path: "/api/health/live", response },
        ready: { ...route, id: "ready", method: "get", path: "/api/health/ready", response },
      },
      { postgres: () => up || Promise.reject(new Error("down")) },
    );
    const { call } = await serve(app);
    expect(await call("GET", "/api/health/ready")).toMatchObject({ status: 200, body: { checks: { postgres: true } } });
    up = false;
    expect(await call("GET", "/api/health/ready")).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(await call("GET", "/api/health/live")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(lines()).toContainEqual(expect.objectContaining({ msg: "not ready", failing: ["postgres"] }));
  });
});
