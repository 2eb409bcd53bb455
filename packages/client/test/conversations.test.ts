import { type Incarnation, listConversations, type RouteDefinition, readConversation } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import type { Connection } from "../src/connection.ts";
import { createConversation } from "../src/conversation.ts";
import { createConversations } from "../src/conversations.ts";
import { zeroCounters } from "../src/counters.ts";
import type { Http } from "../src/http.ts";
import { conversationId, view } from "./made.ts";

const incarnation = "00000000-0000-4000-8000-00000000abcd" as Incarnation;
const id = conversationId(1);

/** A service of which each answer waits until it is let go; the topic tells which answer it was. */
function heldService() {
  const held: { route: RouteDefinition; answer: (topic: string) => void }[] = [];
  const call = (route: RouteDefinition) =>
    new Promise<unknown>((resolve) => {
      const conversation = (topic: string) => view(id, { topic });
      const answer = (topic: string) =>
        resolve(
          route === readConversation
            ? { incarnation, conversation: conversation(topic) }
            : { incarnation, conversations: [conversation(topic)], next: null, unread: 0 },
        );
      held.push({ route, answer });
    });
  const http = { call, read: call } as unknown as Http;
  return { http, held };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe("V-05 V-07 what changes in a conversation without a number of its own", () => {
  it("is read once more when it changed while an answer was under way, which may be older", async () => {
    const { http, held } = heldService();
    const list = createConversations({ http, open: () => [id], onLost: () => {}, onIncarnation: () => {} });
    list.readAnew(id);
    list.readAnew(id);
    list.readAnew(id);
    expect(held).toHaveLength(1);
    held[0]?.answer("before");
    await tick();
    expect(held).toHaveLength(2);
    held[1]?.answer("after");
    await tick();
    expect(list.view(id)?.topic).toBe("after");
    expect(held).toHaveLength(2);
    list.stop();
  });

  it("stands in the list as the answer to the change itself gives it", async () => {
    const { http, held } = heldService();
    const list = createConversations({ http, open: () => [], onLost: () => {}, onIncarnation: () => {} });
    const refreshed = list.refresh();
    expect(held[0]?.route).toBe(listConversations);
    held[0]?.answer("before");
    await refreshed;
    const left = view(id, { left: true, can: { ...view(id).can, send: false } });
    await list.put(async () => ({ incarnation, conversation: left }));
    expect(list.getSnapshot().items).toEqual([left]);
    list.stop();
  });

  it("keeps the newer list of who takes part when an answer comes that was asked for before, and reads it anew", async () => {
    const { http, held } = heldService();
    const conversations = createConversations({ http, open: () => [], onLost: () => {}, onIncarnation: () => {} });
    const refreshed = conversations.refresh();
    held[0]?.answer("topic");
    await refreshed;
    const offline = { isOnline: () => false } as unknown as Connection;
    const conversation = createConversation({
      id,
      connection: offline,
      conversations,
      http,
      counters: zeroCounters(),
      now: () => 0,
      newId: () => "",
      resume: () => {},
      persist: () => {},
    });
    const before = view(id).roster;
    const led = { ...before, participants: before.participants.map((one) => ({ ...one, manager: one.you })) };
    const resumed = { c: id, state: "open", head: 0, readSeq: 0, entries: [], more: false, receipts: [] } as const;
    conversations.change({ type: "roster", c: id, roster: led });
    conversation.takeResumed({ ...resumed, entries: [], receipts: [], roster: led }, 0);
    expect(held).toHaveLength(1);
    conversation.takeResumed({ ...resumed, entries: [], receipts: [], roster: before }, 0);
    expect(conversations.view(id)?.roster).toEqual(led);
    expect(held.at(-1)?.route).toBe(readConversation);
    conversation.stop();
    conversations.stop();
  });
});
