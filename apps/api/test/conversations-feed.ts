import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import {
  type ConversationsEvent,
  countConversations,
  decideEscalatedAccess,
  type EscalatedAccess,
  exportAttachment,
  exportConversations,
  readConversationsFeed,
  readEscalatedAccess,
  readSeenNames,
  readStillUnread,
} from "@kring/domain/contract";
import { listen } from "@kring/service-kit";
import type { z } from "zod";

/** Stands where the conversations service stands, and tells what a test wants told. */
export interface ConversationsFeed {
  /** How it is reached. */
  realtime: { url: string; token: string };
  tell<Type extends ConversationsEvent["type"]>(
    type: Type,
    payload: Unbranded<Extract<ConversationsEvent, { type: Type }>["payload"]>,
  ): void;
  /** A fact of a kind that comes with a later version. */
  tellNews(): void;
  /** What the conversations service says that people see; null while it can't say. */
  seenNames: string[] | null;
  /** In how many conversations anybody takes part; null while it can't say. */
  counts: { takesPart: number; manages: number } | null;
  /** In how many conversations anybody has something unread, and whether they are online; null while it can't say. */
  stillUnread: { unread: number; online: boolean } | null;
  /** Requests that wait for the application manager; null while it can't say. */
  escalated: EscalatedAccess[] | null;
  /** What was decided on them, in order. */
  decided: { requestId: string; body: unknown }[];
  /** Pages of what an account may read of its conversations; null while it can't say. */
  exported: Omit<z.input<typeof exportConversations.response>, "next">[] | null;
  /** The bytes of every file, and how often one was asked for. */
  files: { bytes: Buffer; asked: number };
  /** Whom it was asked about, in order. */
  asked: { accountId: string; linkId: string }[];
  /** Like a restore of its database: another timeline, numbered from the start. */
  startOver(): void;
  stop(): Promise<void>;
}

const PROBLEM = { type: "about:blank", title: "-", status: 404 };

/** The same with plain ids. */
type Unbranded<Payload> = {
  [Key in keyof Payload]: Payload[Key] extends (infer Item)[] ? `${Item & string}`[] : Widened<Payload[Key]>;
};
type Widened<Value> = Value extends { [brand: symbol]: unknown } & string ? string : Value;

export async function startConversationsFeed(): Promise<ConversationsFeed> {
  const token = randomUUID();
  let incarnation = randomUUID();
  let events: { id: string; type: string; position: number; at: number; payload: unknown }[] = [];
  const asked: ConversationsFeed["asked"] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://feed");
    if (pathname === readSeenNames.path) {
      asked.push(readSeenNames.body.parse(JSON.parse(await text(request))));
      const known = request.method === "POST" && request.headers.authorization === `Bearer ${token}`;
      response.statusCode = known && feed.seenNames ? 200 : 503;
      response.end(JSON.stringify({ names: feed.seenNames }));
      return;
    }
    if (pathname === exportConversations.path) {
      const { cursor } = exportConversations.body.parse(JSON.parse(await text(request)));
      const known = request.headers.authorization === `Bearer ${token}`;
      response.statusCode = known && feed.exported ? 200 : 503;
      const index = Number(cursor ?? 0);
      const next = feed.exported && index + 1 < feed.exported.length ? String(index + 1) : null;
      response.end(JSON.stringify({ ...(feed.exported?.[index] ?? { conversation: null, entries: [] }), next }));
      return;
    }
    if (pathname === exportAttachment.path) {
      exportAttachment.body.parse(JSON.parse(await text(request)));
      feed.files.asked += 1;
      response.end(feed.files.bytes);
      return;
    }
    if (pathname === countConversations.path) {
      countConversations.body.parse(JSON.parse(await text(request)));
      const known = request.method === "POST" && request.headers.authorization === `Bearer ${token}`;
      response.statusCode = known && feed.counts ? 200 : 503;
      response.end(JSON.stringify(feed.counts));
      return;
    }
    if (pathname === readStillUnread.path) {
      readStillUnread.body.parse(JSON.parse(await text(request)));
      const known = request.headers.authorization === `Bearer ${token}`;
      response.statusCode = known && feed.stillUnread ? 200 : 503;
      response.end(JSON.stringify(feed.stillUnread));
      return;
    }
    if (pathname === readEscalatedAccess.path || pathname.startsWith(`${readEscalatedAccess.path}/`)) {
      const requestId = pathname.slice(readEscalatedAccess.path.length + 1);
      if (!feed.escalated || request.headers.authorization !== `Bearer ${token}`) response.statusCode = 503;
      else if (requestId !== "") {
        const known = feed.escalated.some(({ id }) => id === requestId);
        feed.decided.push({ requestId, body: decideEscalatedAccess.body.parse(JSON.parse(await text(request))) });
        response.statusCode = known ? 204 : 404;
        if (!known) response.write(JSON.stringify({ ...PROBLEM, code: "not-found" }));
      } else response.write(JSON.stringify({ requests: feed.escalated }));
      response.end();
      return;
    }
    const after = Number(searchParams.get("after") ?? events.length);
    const page = { incarnation, position: events.length, events: events.filter(({ position }) => position > after) };
    const wait = page.events.length === 0 ? 50 : 0;
    setTimeout(() => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(readConversationsFeed.response.parse(page)));
    }, wait);
  });
  const { port, close } = await listen(server, { host: "127.0.0.1", port: 0 });
  const feed: ConversationsFeed = {
    seenNames: [],
    counts: { takesPart: 0, manages: 0 },
    stillUnread: { unread: 1, online: false },
    escalated: [],
    decided: [],
    exported: [],
    files: { bytes: Buffer.from("the bytes of a picture"), asked: 0 },
    asked,
    realtime: { url: `http://127.0.0.1:${port}`, token },
    tell: (type, payload) => {
      events.push({ id: randomUUID(), type, position: events.length + 1, at: Date.now(), payload });
    },
    tellNews: () => {
      const payload = { note: "kring-canary-e40f" };
      events.push({ id: randomUUID(), type: "poll-closed.v1", position: events.length + 1, at: Date.now(), payload });
    },
    startOver: () => {
      incarnation = randomUUID();
      events = [];
    },
    stop: () => close(0),
  };
  return feed;
}
