import { routes } from "@kring/domain/contract";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { API_PAGE_POLICY, describeApi, mountApiDescription, renderApiPage } from "../src/index.ts";
import { createTestApp, serve } from "./support.ts";

const info = { title: "Kring", version: "1.0.0", description: "Accounts & ties" };
const document = describeApi(routes, info);

describe("the published description", () => {
  test("is a valid OpenAPI 3.1 document with every route of the contract", async () => {
    const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((each) => each.operationId),
    );
    expect(new Set(ids).size).toBeGreaterThan(20);
  });

  test("tells who may call, what goes in and which refusals come back", () => {
    const signIn = document.paths["/api/v1/sign-in"]?.post;
    expect(signIn?.security).toEqual([]);
    expect(signIn?.requestBody).toMatchObject({
      content: { "application/json": { schema: { required: ["email", "password"] } } },
    });
    expect(JSON.stringify(signIn?.responses["401"])).toContain("wrong-credentials");
    const revoke = document.paths["/api/v1/sessions/{sessionId}"]?.delete;
    expect(revoke?.security).toEqual([{ session: [] }]);
    expect(revoke?.parameters).toMatchObject([{ name: "sessionId", in: "path", required: true }]);
    const inbox = document.paths["/api/v1/inbox"]?.get;
    expect(inbox?.parameters).toMatchObject([
      { name: "cursor", required: false },
      { name: "limit", required: false, schema: { minimum: 1, maximum: 50, default: 20 } },
    ]);
  });

  test("is served as JSON, and as a page without scripts that its own policy lets through", async () => {
    const app = createTestApp();
    const route = {
      service: "api",
      method: "get",
      access: "public",
      limit: { points: 9, seconds: 9 },
      summary: "It",
    } as const;
    mountApiDescription(
      app,
      { json: { ...route, id: "json", path: "/api/openapi.json" }, page: { ...route, id: "page", path: "/api/docs" } },
      document,
    );
    const { call } = await serve(app);
    expect((await call("GET", "/api/openapi.json")).body).toEqual(JSON.parse(JSON.stringify(document)));
    const page = await call("GET", "/api/docs");
    expect(page.headers.get("content-security-policy")).toBe(API_PAGE_POLICY);
    expect(page.body).toBe(renderApiPage(document));
    expect(page.body).toContain("Accounts &amp; ties");
    expect(page.body).not.toMatch(/<script|style="|onclick/);
  });
});
