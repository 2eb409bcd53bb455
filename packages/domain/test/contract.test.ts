import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import history from "../src/contract/history.json" with { type: "json" };
import { CONTRACT_VERSION, readEntry, routes } from "../src/contract/index.ts";
import { contractSchemas, contractShapes } from "../src/contract/shapes.ts";

const examplesDir = join(import.meta.dirname, "../src/contract/examples");
const examples = readdirSync(examplesDir).flatMap((file) =>
  (JSON.parse(readFileSync(join(examplesDir, file), "utf8")) as { schema: string; value: unknown }[]).map(
    (example) => ({ file, ...example }),
  ),
);

describe("the contract", () => {
  test("its shapes stand under its version: a change of shape needs the next version in history.json", () => {
    const hash = createHash("sha256").update(JSON.stringify(contractShapes())).digest("hex").slice(0, 16);
    expect(history.at(-1)).toEqual({ version: CONTRACT_VERSION, hash });
    expect(history.map((line) => line.version)).toEqual(history.map((_, index) => index + 1));
  });

  test("route ids and paths are unique, and public paths carry a major version", () => {
    expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length);
    expect(new Set(routes.map((route) => `${route.service} ${route.method} ${route.path}`)).size).toBe(routes.length);
    for (const route of routes)
      expect(route.path).toMatch(/^\/(api|realtime)\/(v\d+\/|health\/|openapi|asyncapi|docs)|^\/internal\/v\d+\//);
  });

  test.each(examples)("golden example of $schema in $file is still read", ({ schema, value }) => {
    const known = contractSchemas().get(schema);
    expect(known, `no schema is called "${schema}"`).toBeDefined();
    expect(known?.safeParse(value).error).toBeUndefined();
  });

  test("every socket event, ack and NATS frame has a golden example", () => {
    const shown = new Set(examples.map((example) => example.schema));
    const needed = [...contractSchemas().keys()].filter((name) => /^(socket|nats|feed)/.test(name));
    expect(needed.filter((name) => !shown.has(name))).toEqual([]);
  });

  test("an entry of a kind from the future is skipped and its number known", () => {
    const unknown = { n: 3, at: 5, kind: "unknown" };
    expect(readEntry({ n: 3, at: 5, kind: "poll", question: "?" })).toEqual(unknown);
    expect(readEntry(unknown)).toEqual(unknown);
    expect(readEntry({ kind: "poll" })).toBeNull();
    const said = { n: 3, at: 5, kind: "message", by: "0123456789abcdef", text: "x" };
    expect(readEntry({ ...said, future: 1 })).toEqual(said);
    // What is known and cannot be read is not taken for something new: it would vanish.
    expect(readEntry({ ...said, by: undefined })).toBeNull();
  });
});
