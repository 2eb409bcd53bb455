import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { countConversations, readConversationsFeed, readSeenNames } from "@kring/domain/contract";
import { listen } from "@kring/service-kit";

/** Stands where the conversations service stands, and tells what a test wants told. */
export interface ConversationsFeed {
  /** How it is reached. */
  realtime: { url: string; token: string };
  tell(
    type: "participant-joined.v1" | "participant-left.v1",
    payload: { conversationId: string; accountId: string; byOwnAct?: boolean },
  ): void;
  /** What the conversations service says that people see; null while it can't say. */
  seenNames: string[] | null;
  /** In how many conversations anybody takes part; null while it can't say. */
  counts: { takesPart: number; manages: number } | null;
  /** Whom it was asked about, in order. */
  asked: { accountId: string; linkId: string }[];
  /** Like a restore of its database: another timeline, numbered from the start. */
  startOver(): void;
  stop(): Promise<void>;
}

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
    if (pathname === countConversations.path) {
      countConversations.body.parse(JSON.parse(await text(request)));
      const known = request.method === "POST" && request.headers.authorization === `Bearer ${token}`;
      response.statusCode = known && feed.counts ? 200 : 503;
      response.end(JSON.stringify(feed.counts));
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
    asked,
    realtime: { url: `http://127.0.0.1:${port}`, token },
    tell: (type, payload) => {
      events.push({ id: randomUUID(), type, position: events.length + 1, at: Date.now(), payload });
    },
    startOver: () => {
      incarnation = randomUUID();
      events = [];
    },
    stop: () => close(0),
  };
  return feed;
}
