import { type RefusalCode, type RouteDefinition, refusals } from "@kring/domain/contract";
import { z } from "zod";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

export interface ApiInfo {
  title: string;
  version: string;
  description: string;
  /** Name of the cookie that opens routes of access "session". */
  sessionCookie?: string;
}

/** An OpenAPI 3.1 document. */
export interface ApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: JsonObject; securitySchemes: JsonObject };
}

export interface ApiOperation {
  operationId: string;
  summary: string;
  security: JsonObject[];
  parameters?: JsonObject[];
  requestBody?: JsonObject;
  responses: JsonObject;
}

/** Refusals that any route may give. */
const anyRoute: readonly RefusalCode[] = ["too-many-requests", "unavailable", "internal"];
const byAccess = {
  public: [],
  session: ["not-signed-in", "second-factor-required"],
  token: ["not-signed-in", "token-expired"],
  service: ["not-found"],
} as const satisfies Record<RouteDefinition["access"], readonly RefusalCode[]>;

function describeAccess(access: RouteDefinition["access"], sessionCookie: string): JsonObject {
  if (access === "session") {
    return { type: "apiKey", in: "cookie", name: sessionCookie, description: "The cookie that signing in sets." };
  }
  return {
    type: "http",
    scheme: "bearer",
    description:
      access === "token" ? "A token of five minutes, from the accounts service." : "The credential of a service.",
  };
}

/** Describes routes of the contract; their schemas are the single source. */
export function describeApi(routes: readonly RouteDefinition[], info: ApiInfo): ApiDocument {
  const { sessionCookie = "session", ...about } = info;
  const schemas: JsonObject = { Problem: problemSchema };
  const securitySchemes: JsonObject = {};
  const paths: ApiDocument["paths"] = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: describeRoute(route, schemas) };
    if (route.access !== "public") securitySchemes[route.access] ??= describeAccess(route.access, sessionCookie);
  }
  return { openapi: "3.1.0", info: about, paths, components: { schemas, securitySchemes } };
}

const problemSchema: JsonObject = {
  type: "object",
  description: "Problem Details (RFC 9457). Act on `code` alone.",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(refusals) },
    requestId: { type: "string" },
    retryAfterMs: { type: "integer" },
    fields: { type: "array", items: { type: "string" } },
  },
};

function describeRoute(route: RouteDefinition, schemas: JsonObject): ApiOperation {
  const parameters = [
    ...describeParameters("path", route.params, schemas),
    ...describeParameters("query", route.query, schemas),
  ];
  return {
    operationId: route.id,
    summary: route.summary,
    security: route.access === "public" ? [] : [{ [route.access]: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: toSchema(route.body, "input", schemas) } },
          },
        }
      : {}),
    responses: describeResponses(route, schemas),
  };
}

function describeParameters(
  place: "path" | "query",
  schema: z.ZodObject | undefined,
  schemas: JsonObject,
): JsonObject[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path" || !z.safeParse(part as z.ZodType, undefined).success,
    schema: toSchema(part as z.ZodType, "input", schemas),
  }));
}

function describeResponses(route: RouteDefinition, schemas: JsonObject): JsonObject {
  const status = String(route.status ?? 200);
  const takesInput = Boolean(route.params ?? route.query ?? route.body);
  const origin = route.method !== "get" && (route.access === "public" || route.access === "session");
  const codes: RefusalCode[] = [
    ...(takesInput ? (["invalid-input"] as const) : []),
    ...(route.body ? (["too-large"] as const) : []),
    ...(origin ? (["foreign-origin"] as const) : []),
    ...byAccess[route.access],
    ...(route.refuses ?? []),
    ...anyRoute,
  ];
  const responses: JsonObject = {
    [status]: {
      description: "Done",
      ...(route.response
        ? { content: { "application/json": { schema: toSchema(route.response, "output", schemas) } } }
        : {}),
    },
  };
  const byStatus = Map.groupBy(new Set(codes), (code) => refusals[code].status);
  for (const [refused, group] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[String(refused)] = {
      description: group.map((code) => `\`${code}\`: ${refusals[code].message}`).join(" "),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    };
  }
  return responses;
}

/** JSON Schema of a zod schema; parts that have an id become components. */
function toSchema(schema: z.ZodType, io: "input" | "output", schemas: JsonObject): JsonObject {
  const converted = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" }) as JsonObject;
  const { $schema: _dialect, $defs, ...rest } = converted;
  for (const [name, definition] of Object.entries(($defs ?? {}) as JsonObject)) schemas[name] = relocate(definition);
  return relocate(rest) as JsonObject;
}

/** Definitions live under components in OpenAPI. */
function relocate(value: Json): Json {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "id" || typeof value.id !== "string")
      .map(([key, part]) => [
        key,
        key === "$ref" && typeof part === "string" ? part.replace("#/$defs/", "#/components/schemas/") : relocate(part),
      ]),
  );
}
