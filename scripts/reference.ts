// `npm run reference`: writes docs/api.md and docs/events.md from the contract; the check compares them.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RouteDefinition, refusals, routes } from "@kring/domain/contract";
import { contractSchemas } from "@kring/domain/contract/shapes";
import { z } from "zod";
import { root } from "./run.ts";

type Schema = z.core.JSONSchema.BaseSchema;

const NOTE = "<!-- Generated from packages/domain/src/contract by `npm run reference`. -->";

function renderReference(): Map<string, string> {
  return new Map([
    ["docs/api.md", renderApi()],
    ["docs/events.md", renderEvents()],
  ]);
}

function renderApi(): string {
  const publicRoutes = routes.filter((route) => route.access !== "service");
  const codes = Object.entries(refusals).map(
    ([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |`,
  );
  return [
    NOTE,
    "# HTTP API",
    "Cookie: the session of `POST /api/v1/sign-in`. Token: `POST /api/v1/token`, sent as `Authorization: Bearer`. A refusal is a problem document (RFC 9457) with one of the codes below. On a running platform: `/api/docs`, `/api/openapi.json`, `/realtime/openapi.json`.",
    ...publicRoutes.map(renderRoute),
    "## Refusals",
    ["| code | status | |", "| --- | --- | --- |", ...codes].join("\n"),
    "",
  ].join("\n\n");
}

function renderRoute(route: RouteDefinition): string {
  const access = { public: "anybody", session: "cookie", token: "token", service: "service" }[route.access];
  const shapes = (["params", "query", "body", "response"] as const).flatMap((part) => {
    const schema = route[part];
    return schema ? [`${part}: ${typeOf(toJsonSchema(schema, part === "response" ? "output" : "input"))}`] : [];
  });
  const { points, seconds } = route.limit;
  const refuses = route.refuses ? ` · refuses ${route.refuses.map((code) => `\`${code}\``).join(", ")}` : "";
  return [
    `## ${route.method.toUpperCase()} ${route.path}`,
    `${route.summary}. For: ${access} · ${points} per ${seconds} s · answers ${route.status ?? 200}${refuses}`,
    ...(shapes.length > 0 ? [`\`\`\`ts\n${shapes.join("\n")}\n\`\`\``] : []),
  ].join("\n\n");
}

function renderEvents(): string {
  const shown = [...contractSchemas()].filter(([name]) => /^(socket|nats|feed)/.test(name));
  const sections = { socket: "Sockets", nats: "NATS", feed: "Feeds between the services" };
  return [
    NOTE,
    "# Events",
    "Sockets speak Socket.IO 4 on `/socket.io`, WebSocket only. Short keys: `c` conversation, `n` number, `by` handle. On a running platform: `/realtime/asyncapi.json`.",
    ...Object.entries(sections).flatMap(([prefix, title]) => [
      `## ${title}`,
      ...shown
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, schema]) => `### ${name}\n\n\`\`\`ts\n${typeOf(toJsonSchema(schema, "input"))}\n\`\`\``),
    ]),
    "",
  ].join("\n\n");
}

function toJsonSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
}

/** A JSON Schema in the words of TypeScript. */
function typeOf(schema: Schema | boolean | undefined, indent = ""): string {
  if (schema === undefined || typeof schema === "boolean") return "unknown";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum?.length === Object.keys(refusals).length) return "RefusalCode";
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => typeOf(choice, indent)).join(" | ");
  if (schema.type === "array") return `Array<${typeOf(schema.items as Schema, indent)}>`;
  if (schema.type === "object" && schema.properties) {
    const inner = `${indent}  `;
    const required = new Set(schema.required ?? []);
    const fields = Object.entries(schema.properties).map(
      ([key, value]) =>
        `${inner}${/^\w+$/.test(key) ? key : JSON.stringify(key)}${required.has(key) ? "" : "?"}: ${typeOf(value, inner)};`,
    );
    return fields.length === 0 ? "{}" : `{\n${fields.join("\n")}\n${indent}}`;
  }
  if (schema.type === "object") return `Record<string, ${typeOf(schema.additionalProperties as Schema, indent)}>`;
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(" | ");
  const word = schema.type === "integer" ? "number" : (schema.type ?? "unknown");
  return schema.description && word !== "null" ? `${word} /* ${schema.description} */` : word;
}

/** Says which page no longer tells what the contract says. */
export async function checkReference(): Promise<string> {
  const pages = renderReference();
  for (const [file, text] of pages) {
    const written = await readFile(join(root, file), "utf8").catch(() => "");
    if (written !== text) throw new Error(`${file} differs from the contract: npm run reference`);
  }
  return `${pages.size} pages tell what the contract says`;
}

if (import.meta.main) {
  for (const [file, text] of renderReference()) await writeFile(join(root, file), text);
}
