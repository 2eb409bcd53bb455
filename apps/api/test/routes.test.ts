import { routes } from "@kring/domain/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const own = routes.filter(({ service }) => service === "api");
const NOBODY = "00000000-0000-4000-8000-00000000ffff";
const pathOf = (path: string) => path.replace(/:\w+/g, NOBODY);

describe("the routes of the contract", () => {
  it("are all mounted, and none besides", () => {
    expect([...world.app.mounted].sort()).toEqual(own.map(({ id }) => id).sort());
  });

  it.each(own.filter(({ access }) => access === "session"))("$id asks for a session", async ({ method, path }) => {
    const stranger = world.browser();
    const answer = await stranger.send(method.toUpperCase(), pathOf(path), method === "get" ? undefined : {});
    expect(answer).toMatchObject({ status: 401, code: "not-signed-in" });
    stranger.cookies.set("kring-session", "made-up.c2lnbmF0dXJl");
    const forged = await stranger.send(method.toUpperCase(), pathOf(path), method === "get" ? undefined : {});
    expect(forged).toMatchObject({ status: 401, code: "not-signed-in" });
  });

  it.each(own.filter(({ access, method }) => access !== "service" && method !== "get"))(
    "$id refuses what another site sends",
    async ({ method, path }) => {
      const sanne = world.browser();
      const foreign = { origin: "https://evil.example" };
      expect(await sanne.send(method.toUpperCase(), pathOf(path), {}, foreign)).toMatchObject({
        status: 403,
        code: "foreign-origin",
      });
      const sameOriginButEmbedded = { "sec-fetch-site": "cross-site" };
      expect((await sanne.send(method.toUpperCase(), pathOf(path), {}, sameOriginButEmbedded)).code).toBe(
        "foreign-origin",
      );
    },
  );

  it.each(own.filter(({ access }) => access === "service"))("$id answers nobody but the service", async (route) => {
    const body = route.method === "get" ? undefined : {};
    const answer = await world.browser().send(route.method.toUpperCase(), route.path, body);
    expect(answer).toMatchObject({ status: 404, code: "not-found" });
  });

  it.each(own.filter(({ body }) => body))("$id refuses a body of another form", async ({ method, path, access }) => {
    const person = access === "session" ? await world.signedIn("fatima") : world.browser();
    const headers: Record<string, string> =
      access === "service" ? { authorization: `Bearer ${world.config.internalToken}` } : {};
    for (const body of [
      [],
      { password: 7, email: {}, code: null, ids: 1, screenName: 1, language: "fr", accountIds: 0, note: 7 },
    ]) {
      const answer = await person.send(method.toUpperCase(), pathOf(path), body, headers);
      expect(answer).toMatchObject({ status: 400, code: "invalid-input" });
    }
  });

  it("answer an unknown address like a hidden thing", async () => {
    expect(await world.browser().get("/api/v1/nothing")).toMatchObject({ status: 404, code: "not-found" });
  });
});

describe("the description", () => {
  it("is OpenAPI 3.1 of every route that people may call", async () => {
    const { body, text } = await world.browser().get("/api/openapi.json");
    expect(body).toMatchObject({
      openapi: "3.1.0",
      paths: { "/api/v1/sign-in": { post: { operationId: "sign-in" } } },
    });
    const ids = own.filter(({ access }) => access !== "service").map(({ id }) => id);
    for (const id of ids) expect(text).toContain(`"operationId":"${id}"`);
    expect(text).not.toContain("/internal");
  });

  it("can be read as a page", async () => {
    const page = await world.browser().get("/api/docs");
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.text).toContain("/api/v1/password-reset");
  });
});

describe("health", () => {
  it("says that the process runs and can serve", async () => {
    expect(await world.browser().get("/api/health/live")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await world.browser().get("/api/health/ready")).toMatchObject({
      status: 200,
      body: { status: "ok", checks: { postgres: true, jobs: true } },
    });
  });
});
