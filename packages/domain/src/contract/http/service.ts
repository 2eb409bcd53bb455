import { z } from "zod";
import { defineRoute, type RouteDefinition } from "../route.ts";

const Health = z.object({ status: z.enum(["ok", "failing"]), checks: z.record(z.string(), z.boolean()) });
const limit = { points: 6000, seconds: 60 };

/** The process runs. */
export const apiLive = defineRoute({
  id: "api-live",
  service: "api",
  method: "get",
  path: "/api/health/live",
  summary: "The process runs",
  access: "public",
  limit,
  response: Health,
});
/** The process can serve: 503 while a dependency that it can't do without is away. */
export const apiReady = defineRoute({
  id: "api-ready",
  service: "api",
  method: "get",
  path: "/api/health/ready",
  summary: "The process can serve",
  access: "public",
  limit,
  response: Health,
  refuses: ["unavailable"],
});
/** The process runs. */
export const realtimeLive = defineRoute({
  id: "realtime-live",
  service: "realtime",
  method: "get",
  path: "/realtime/health/live",
  summary: "The process runs",
  access: "public",
  limit,
  response: Health,
});
/** The process can serve. */
export const realtimeReady = defineRoute({
  id: "realtime-ready",
  service: "realtime",
  method: "get",
  path: "/realtime/health/ready",
  summary: "The process can serve",
  access: "public",
  limit,
  response: Health,
  refuses: ["unavailable"],
});

const document = (id: string, service: RouteDefinition["service"], path: string, summary: string) =>
  defineRoute({ id, service, method: "get", path, summary, access: "public", limit: { points: 120, seconds: 60 } });

export const apiOpenApi = document("api-openapi", "api", "/api/openapi.json", "This description, as OpenAPI 3.1");
export const apiDocs = document("api-docs", "api", "/api/docs", "This description, as a page");
export const realtimeOpenApi = document(
  "realtime-openapi",
  "realtime",
  "/realtime/openapi.json",
  "This description, as OpenAPI 3.1",
);
export const realtimeAsyncApi = document(
  "realtime-asyncapi",
  "realtime",
  "/realtime/asyncapi.json",
  "Sockets and NATS, as AsyncAPI 3",
);
