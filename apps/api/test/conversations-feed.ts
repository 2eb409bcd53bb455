import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { readConversationsFeed } from "@kring/domain/contract";
import { listen } from "@kring/service-kit";

/** Stands where the conversations service stands, and tells what a test wants told. */
export interface ConversationsFeed {
  url: string;
  tell(
    type: "participant-joined.v1" | "participant-left.v1",
    payload: { conversationId: string; accountId: string; byOwnAct?: boolean },
  ): void;
  /** Like a restore of its database: another timeline, numbered from the start. */
  startOver(): void;
  stop(): Promise<void>;
}

export async function startConversationsFeed(): Promise<ConversationsFeed> {
  let incarnation = randomUUID();
  let events: { id: string; type: string; position: number; at: number; payload: unknown }[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://feed");
    const after = Number(searchParams.get("after") ?? events.length);
    const page = { incarnation, position: events.length, events: events.filter(({ position }) => position > after) };
    const wait = page.events.length === 0 ? 50 : 0;
    setTimeout(() => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(readConversationsFeed.response.parse(page)));
    }, wait);
  });
  const { port, close } = await listen(server, { host: "127.0.0.1", port: 0 });
  return {
    url: `http://127.0.0.1:${port}`,
    tell: (type, payload) => {
      events.push({ id: randomUUID(), type, position: events.length + 1, at: Date.now(), payload });
    },
    startOver: () => {
      incarnation = randomUUID();
      events = [];
    },
    stop: () => close(0),
  };
}
