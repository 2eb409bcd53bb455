import type { Conversation, ConversationSnapshot } from "@kring/client";
import type { ConversationId, Entry } from "@kring/domain/contract";
import { afterAll, beforeAll, expect, inject, onTestFailed } from "vitest";
import { demoConversations, startWorld, type TestClient, until, type World, type WorldOptions } from "../src/index.ts";

/** The world of a test file. */
export function useWorld(options: Omit<WorldOptions, "groundwork"> = {}): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await startWorld({ ...options, groundwork: inject("groundwork") });
  });
  afterAll(() => world?.stop());
  return () => {
    if (world === undefined) throw new Error("The world has not started.");
    const { logs } = world;
    onTestFailed(async () => {
      for (const { name, text } of await logs()) {
        const notable = text.split("\n").filter((line) => /"level":"(warn|error|fatal)"|^\s+at |Error/.test(line));
        console.error(`── ${name}\n${notable.slice(-15).join("\n")}`);
      }
    });
    return world;
  };
}

const conversation = (at: number): ConversationId => {
  const found = demoConversations[at];
  if (found === undefined) throw new Error(`The demo has no conversation ${at}.`);
  return found.id;
};

/** Conversations of the demo, by who is in them. */
export const talk = {
  /** Emma (manager), Sanne, Fatima as Maan and Youssef without a screen name; about Emma. */
  circle: conversation(0),
  sannePieter: conversation(1),
  sanneEmma: conversation(2),
  daanSanne: conversation(3),
  emmaFatima: conversation(4),
  daanLucas: conversation(6),
};

export type Opened = Conversation & { now(): ConversationSnapshot };

/** Opens a conversation and waits until it is there. */
export async function open(client: TestClient, id: ConversationId): Promise<Opened> {
  const opened = client.conversation(id);
  opened.open();
  await until(`${client.session.person} sees the conversation`, () => opened.getSnapshot().state === "ready");
  return Object.assign(opened, { now: opened.getSnapshot });
}

export const textsOf = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) => (entry.kind === "message" ? [entry.text] : []));

/** What everybody gets of an entry. */
export const common = (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.kind === "message" ? { ...entry, id: undefined } : entry));

/** Both have the same from the later of their first entries on; how far back each has read is its own affair. */
export function expectSame(one: Opened, other: Opened): void {
  const [a, b] = [one.now().entries, other.now().entries];
  const from = Math.max(a[0]?.n ?? 1, b[0]?.n ?? 1);
  const since = (entries: readonly Entry[]) => common(entries.filter(({ n }) => n >= from));
  expect(since(a).length).toBeGreaterThan(0);
  expect(since(a)).toEqual(since(b));
}

export const sees = (conversation: Conversation, text: string): Promise<true> =>
  until(`"${text}" is there`, () => textsOf(conversation.getSnapshot().entries).includes(text));

export const WRITE_EVERY_MS = 150;

/** Writes on and on until told to stop; gives everything that it wrote. */
export function startWriting(who: string, conversation: Opened): () => string[] {
  const written: string[] = [];
  const timer = setInterval(() => {
    const text = `${who} wrote ${written.length + 1}`;
    written.push(text);
    conversation.send(text);
  }, WRITE_EVERY_MS);
  return () => {
    clearInterval(timer);
    return written;
  };
}

/** Connected, and nothing waits. */
export const isCalm = (client: TestClient, conversation: Opened): boolean =>
  client.connection.getSnapshot().state === "online" && conversation.now().pending.length === 0;

/** All messages of a conversation. */
export async function storedIn(world: World, c: ConversationId): Promise<{ n: number; text: string }[]> {
  const rows = await world.databases.query(
    "conversations",
    "SELECT seq, convert_from(body, 'UTF8') AS text FROM entry WHERE conversation_id = $1 AND kind = 'message' ORDER BY seq",
    [c],
  );
  return rows.map(({ seq, text }) => ({ n: Number(seq), text: String(text) }));
}
