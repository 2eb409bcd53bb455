import { AccountId, defineRoute } from "@kring/domain/contract";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { addressKey, createPostgresLimiter, mountRoute, type ServiceCaller } from "../src/index.ts";
import { createDatabase, createTestApp, INTERNAL_TOKEN, openPool, type Session, serve } from "./support.ts";

const limit = { points: 100, seconds: 60 };
const asAnna = { cookie: "session=anna" };

const renamePerson = defineRoute({
  id: "rename-person",
  service: "api",
  method: "put",
  path: "/api/v1/people/:personId",
  summary: "Rename a person",
  access: "session",
  limit,
  params: z.object({ personId: AccountId }),
  query: z.object({ twice: z.coerce.number().int().default(0) }),
  body: z.object({ label: z.string().trim().min(1) }),
  response: z.object({ id: AccountId, label: z.string() }),
  status: 201,
});

const personId = "5f0c3b52-7b0e-4c8a-9d55-0a1b2c3d4e5f";

describe("a route of the contract", () => {
  test("gets what fits the schemas, and nothing besides", async () => {
    const app = createTestApp();
    const given: unknown[] = [];
    mountRoute(app, renamePerson, ({ params, query, body, caller }) => {
      expectTypeOf(params.personId).toEqualTypeOf<AccountId>();
      expectTypeOf(query.twice).toEqualTypeOf<number>();
      expectTypeOf(caller).toEqualTypeOf<Session>();
      given.push({ params, query, body, caller });
      return { id: params.personId, label: body.label };
    });
    const { call } = await serve(app);
    const answer = await call("PUT", `/api/v1/people/${personId}?twice=2&more=1`, {
      headers: asAnna,
      body: { label: "  Anna ", isAdmin: true },
    });
    expect(answer).toMatchObject({ status: 201, body: { id: personId, label: "Anna" } });
    expect(given).toEqual([
      {
        params: { personId },
        query: { twice: 2 },
        body: { label: "Anna" },
        caller: { accountId: "anna", sessionId: "anna-session" },
      },
    ]);
  });

  test("refuses what does not fit, without calling the handler", async () => {
    const app = createTestApp();
    let calls = 0;
    mountRoute(app, renamePerson, ({ params }) => {
      calls += 1;
      return { id: params.personId, label: "" };
    });
    const { call } = await serve(app);
    const fieldsOf = async (path: string, body: unknown) => (await call("PUT", path, { headers: asAnna, body })).body;
    expect(await fieldsOf("/api/v1/people/1", { label: "x" })).toMatchObject({ fields: ["personId"] });
    expect(await fieldsOf(`/api/v1/people/${personId}?twice=1&twice=2`, { label: "x" })).toMatchObject({
      fields: ["twice"],
    });
    expect(await fieldsOf(`/api/v1/people/${personId}?twice=%00`, { label: "x" })).toMatchObject({
      code: "invalid-input",
    });
    expect(await fieldsOf("/api/v1/people/%E0%A4%A", { label: "x" })).toMatchObject({ code: "invalid-input" });
    expect(await fieldsOf(`/api/v1/people/${personId}`, { label: " " })).toMatchObject({ fields: ["label"] });
    expect(await fieldsOf(`/api/v1/people/${personId}`, [])).toMatchObject({ code: "invalid-input" });
    expect(calls).toBe(0);
  });

  test("what the contract doesn't name never leaves; an answer that breaks it doesn't leave at all", async () => {
    const app = createTestApp();
    const stored = { id: personId, label: "Anna", email: "canary@example.org" };
    mountRoute(app, renamePerson, ({ body }) => (body.label === "break" ? { ...stored, id: "canary" } : stored));
    const { call } = await serve(app);
    const rename = (label: string) => call("PUT", `/api/v1/people/${personId}`, { headers: asAnna, body: { label } });
    expect((await rename("fine")).body).toEqual({ id: personId, label: "Anna" });
    const broken = await rename("break");
    expect(broken).toMatchObject({ status: 500, body: { code: "internal" } });
    expect(JSON.stringify(broken.body)).not.toContain("canary");
  });

  test("asks for a session before it looks at the input", async () => {
    const app = createTestApp();
    mountRoute(app, renamePerson, ({ params }) => ({ id: params.personId, label: "" }));
    const { call } = await serve(app);
    expect(await call("PUT", "/api/v1/people/1", { body: {} })).toMatchObject({
      status: 401,
      body: { code: "not-signed-in" },
    });
  });

  test("of access service opens to the service credential and hides from everybody else", async () => {
    const app = createTestApp();
    const internal = defineRoute({
      id: "internal",
      service: "api",
      method: "post",
      path: "/internal/v1/thing",
      summary: "For the other service",
      access: "service",
      limit,
      status: 204,
    });
    mountRoute(app, internal, ({ caller }) => expectTypeOf(caller).toEqualTypeOf<ServiceCaller>());
    const { call } = await serve(app);
    const post = async (authorization?: string) =>
      (await call("POST", "/internal/v1/thing", authorization ? { headers: { authorization } } : {})).status;
    expect(await post(`Bearer ${INTERNAL_TOKEN}`)).toBe(204);
    expect(await post(`Bearer ${INTERNAL_TOKEN}x`)).toBe(404);
    expect(await post()).toBe(404);
  });

  test("is mounted once, by its own service", () => {
    const app = createTestApp();
    mountRoute(app, renamePerson, ({ params }) => ({ id: params.personId, label: "" }));
    expect([...app.mounted]).toEqual(["rename-person"]);
    expect(() => mountRoute(app, renamePerson, ({ params }) => ({ id: params.personId, label: "" }))).toThrow("twice");
    const foreign = { ...renamePerson, id: "other", service: "realtime" } as const;
    expect(() => mountRoute(app, foreign, ({ params }) => ({ id: params.personId, label: "" }))).toThrow("belongs to");
  });
});

describe("limits", () => {
  const ask = defineRoute({
    id: "ask",
    service: "api",
    method: "get",
    path: "/api/ask",
    summary: "Ask",
    access: "session",
    limit: { points: 3, seconds: 60 },
  });

  test("count per account, and per address for who is not signed in", async () => {
    const app = createTestApp();
    mountRoute(app, ask, () => undefined);
    const { call } = await serve(app);
    const as = async (headers: Record<string, string>) => (await call("GET", "/api/ask", { headers })).status;
    for (let i = 0; i < 3; i += 1) expect(await as(asAnna)).toBe(200);
    const refused = await call("GET", "/api/ask", { headers: asAnna });
    expect(refused).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(await as({ cookie: "session=ben" })).toBe(200);
    for (let i = 0; i < 3; i += 1) expect(await as({ "x-forwarded-for": "192.0.2.1" })).toBe(401);
    expect(await as({ "x-forwarded-for": "192.0.2.1" })).toBe(429);
    expect(await as({ "x-forwarded-for": "192.0.2.2" })).toBe(401);
  });

  test("are shared by all replicas through Postgres, and kept per process while it is away", async () => {
    const { roleUrl } = await createDatabase("rate-limit.sql");
    const one = createPostgresLimiter(openPool(roleUrl));
    const other = createPostgresLimiter(openPool(roleUrl));
    const two = { points: 2, seconds: 60 };
    await one.consume("ask", two, "account:anna");
    await other.consume("ask", two, "account:anna");
    await expect(one.consume("ask", two, "account:anna")).rejects.toMatchObject({ code: "too-many-requests" });
    await one.consume("answer", two, "account:anna");

    const away = createPostgresLimiter(openPool("postgres://kring_api@127.0.0.1:1/nothing"));
    await away.consume("ask", two, "account:anna");
    await away.consume("ask", two, "account:anna");
    await expect(away.consume("ask", two, "account:anna")).rejects.toMatchObject({ code: "too-many-requests" });
  });

  test("take a network of IPv6 for one address", () => {
    expect(addressKey("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(addressKey("2001:db8:1:2:ffff::1")).toBe("2001:db8:1:2::/64");
    expect(addressKey("2001:db8::1")).toBe("2001:db8:0:0::/64");
    expect(addressKey("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
    expect(addressKey("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(addressKey("192.0.2.1")).toBe("192.0.2.1");
  });
});
