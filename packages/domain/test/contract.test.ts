import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import eventHistory from "../src/contract/events/history.json" with { type: "json" };
import history from "../src/contract/history.json" with { type: "json" };
import { CONTRACT_VERSION, readConversation, readEntry, readMe, routes } from "../src/contract/index.ts";
import { contractSchemas, contractShapes, eventShapes } from "../src/contract/shapes.ts";

interface Golden {
  schema: string;
  value: unknown;
}

const folder = join(import.meta.dirname, "../src/contract/examples");

/** What was said in a version of the contract: by hand what sockets, NATS and feeds carry, made from its shapes what HTTP does. */
const goldenOf = (version: number): Golden[] =>
  ["sockets", "events", "http"].flatMap(
    (file) => JSON.parse(readFileSync(join(folder, `v${version}`, `${file}.json`), "utf8")) as Golden[],
  );

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

describe("the contract", () => {
  test("its shapes stand under its version: a change of shape needs the next version in history.json", () => {
    const hash = hashOf(JSON.stringify(contractShapes()));
    expect(history.at(-1)).toEqual({ version: CONTRACT_VERSION, hash });
    expect(history.map((line) => line.version)).toEqual(history.map((_, index) => index + 1));
  });

  test("route ids and paths are unique, and public paths carry a major version", () => {
    expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length);
    expect(new Set(routes.map((route) => `${route.service} ${route.method} ${route.path}`)).size).toBe(routes.length);
    for (const route of routes)
      expect(route.path).toMatch(/^\/(api|realtime)\/(v\d+\/|health\/|openapi|asyncapi|docs)|^\/internal\/v\d+\//);
  });

  test.each(history.map(({ version }) => version))("what was said in version %i is still read", (version) => {
    const golden = goldenOf(version);
    for (const prefix of ["socket", "nats", "feed", "http"])
      expect(golden.filter(({ schema }) => schema.startsWith(prefix)).length, prefix).toBeGreaterThan(1);
    const unread = golden.flatMap(({ schema, value }) => {
      const known = contractSchemas().get(schema);
      if (known === undefined) return `no schema is called "${schema}"`;
      const { error } = known.safeParse(value);
      return error ? `${schema}: ${JSON.stringify(error.issues)}` : [];
    });
    expect(unread).toEqual([]);
  });

  test("each version of the history has a folder of golden messages, and no other version has", () => {
    const folders = history.map(({ version }) => `v${version}`);
    expect(readdirSync(folder).toSorted()).toEqual(folders.toSorted());
  });

  test("whatever crosses a border now has a golden message of the present version", () => {
    const shown = new Set(goldenOf(CONTRACT_VERSION).map(({ schema }) => schema));
    expect([...contractSchemas().keys()].filter((name) => !shown.has(name))).toEqual([]);
  });

  test("an event between services keeps its shape for ever: another one is another kind, with the next version in its name", () => {
    const shapes = Object.entries(eventShapes()).map(([type, shape]) => [type, hashOf(shape)] as const);
    expect(Object.fromEntries(shapes)).toEqual(eventHistory);
    for (const [type] of shapes) expect(type).toMatch(/^[a-z-]+\.v\d+$/);
  });

  test("what an earlier version leaves out says and allows the least", () => {
    const name = "http get /realtime/v1/conversations/:conversationId response";
    const { conversation } = readConversation.response.parse(goldenOf(1).find(({ schema }) => schema === name)?.value);
    expect(conversation).toMatchObject({ left: false, clientMayAsk: false, accessRequests: [], proposals: [] });
    const { send: _, ...later } = conversation.can;
    expect(Object.values(later)).toEqual(Object.values(later).fill(false));
    const me = goldenOf(1).find(({ schema }) => schema === "http get /api/v1/me response");
    expect(Object.values(readMe.response.parse(me?.value).can)).not.toContain(true);
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
