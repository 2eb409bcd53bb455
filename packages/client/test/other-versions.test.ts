import { createServer } from "node:http";
import { CONTRACT_VERSION, type ConversationView, type Incarnation } from "@kring/domain/contract";
import golden from "@kring/domain/contract/examples/v1/http.json" with { type: "json" };
import { Server, type Socket } from "socket.io";
import { describe, expect, it, onTestFinished } from "vitest";
import { createClient, type KringClient } from "../src/index.ts";
import { changeList, emptyList, isSameRoster, putView } from "../src/list.ts";
import { fill, isBehind, readArrived, receive, startLog } from "../src/log.ts";
import { arrived, conversationId, message, view, waitUntil } from "./made.ts";

const incarnation = "00000000-0000-4000-8000-00000000abcd" as Incarnation;
const c = conversationId(1);
const poll = (n: number) => ({ n, at: 1000 * n, kind: "poll", question: "canary" });
const news = (n: number) => {
  const read = readArrived(poll(n));
  if (read === null) throw new Error("It was not read.");
  return read;
};

/** A gateway that does to each connection what it is told; `pages` answers what is asked over HTTP. */
async function open(onSocket: (socket: Socket) => void, pages: (path: string) => unknown = () => null) {
  const http = createServer();
  const io = new Server(http, { path: "/socket.io" });
  io.on("connection", (socket) => {
    socket.emit("hello", { incarnation, version: CONTRACT_VERSION + 1, expiresAt: 0, more: "canary" });
    onSocket(socket);
  });
  await new Promise<void>((resolve) => http.listen({ host: "127.0.0.1", port: 0 }, resolve));
  onTestFinished(() => io.close());
  const address = http.address();
  const client: KringClient = createClient({
    origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    issueToken: async () => ({ token: "token", expiresAt: Date.now() + 300_000 }),
    fetch: async (url) => {
      const { pathname } = new URL(String(url));
      return Response.json(pages(pathname) ?? { incarnation, conversations: [], next: null, unread: 0 });
    },
    random: () => 0,
  });
  onTestFinished(() => client.close());
  await waitUntil(() => expect(client.connection.getSnapshot().state).toBe("online"));
  return client;
}

describe("V-09 an entry of a kind that this version does not know", () => {
  it("takes its number and shows nothing, live, held back, in a page and in a resume", () => {
    const log = startLog([arrived(message(1)), news(2)], false);
    expect([log.to, log.entries.length]).toEqual([2, 1]);
    const live = receive(receive(log, arrived(message(4))), news(3));
    expect([live.to, isBehind(live), live.entries.map(({ n }) => n)]).toEqual([4, false, [1, 4]]);
    const resumed = fill(live, 4, [news(5), news(6)]);
    expect([resumed.to, isBehind(resumed), resumed.entries.length]).toEqual([6, false, 2]);
  });

  it("moves the head of the conversation in the list, and leaves what was last said", () => {
    const list = putView(emptyList, view(c, { head: 1, last: message(1) }));
    const moved = changeList(list, { type: "entry", c, arrived: news(2) }).views.get(c);
    expect([moved?.head, moved?.last?.n, moved?.unread]).toEqual([2, 1, 0]);
  });

  it("is no gap on a connection, and is counted", async () => {
    const sockets: Socket[] = [];
    const client = await open(
      (socket) => void sockets.push(socket),
      (path) => {
        if (path.endsWith("/entries")) return { incarnation, entries: [message(1)], more: false };
        return path.endsWith(c) ? { incarnation, conversation: view(c, { head: 1, last: message(1) }) } : null;
      },
    );
    const conversation = client.conversation(c);
    conversation.open();
    await waitUntil(() => expect(conversation.getSnapshot().state).toBe("ready"));
    sockets[0]?.emit("poll.closed", { c });
    for (const e of [poll(2), message(3)]) sockets[0]?.emit("entry", { c, e });
    await waitUntil(() => expect(conversation.getSnapshot().entries.map(({ n }) => n)).toEqual([1, 3]));
    expect(client.counters).toMatchObject({ gaps: 0, unknownEntries: 1, connects: 1 });
  });

  it("stands last in a list that a later version answers with, as something unknown", async () => {
    const newer = { ...view(c, { head: 2 }), last: poll(2), mood: "canary" };
    const client = await open(
      () => {},
      () => ({ incarnation, conversations: [newer], next: null, unread: 0 }),
    );
    await waitUntil(() => expect(client.conversations.getSnapshot().state).toBe("ready"));
    const [item] = client.conversations.getSnapshot().items;
    expect(item?.last).toEqual({ n: 2, at: 2000, kind: "unknown" });
    expect(JSON.stringify(item)).not.toContain("canary");
  });
});

describe("V-09 a gateway of another version", () => {
  it("that refuses with a code that is not known is not asked again without end", async () => {
    let asked = 0;
    const client = await open((socket) => {
      socket.on("message.send", (_payload: unknown, ack: (answer: unknown) => void) => {
        asked++;
        ack({ ok: false, error: { code: "too-fond-of-it", message: "…" } });
      });
    });
    const conversation = client.conversation(c);
    conversation.send("hallo");
    await waitUntil(() => expect(asked).toBe(1));
    // Rests before it tries again, as after an error of the gateway's own.
    await waitUntil(() => expect(conversation.getSnapshot().pending[0]?.state).toBe("waiting"));
    expect(asked).toBe(1);
  });

  it("of the first version is understood: what came later says and allows the least", async () => {
    const name = "http get /realtime/v1/conversations response";
    const page = golden.findLast(({ schema }) => schema === name)?.value as { conversations: unknown[] } | undefined;
    const client = await open(
      () => {},
      () => ({ ...page, conversations: page?.conversations.slice(0, 1), incarnation }),
    );
    await waitUntil(() => expect(client.conversations.getSnapshot().state).toBe("ready"));
    const [item] = client.conversations.getSnapshot().items;
    expect(item).toMatchObject({ left: false, clientMayAsk: false, proposals: [], can: { add: false, leave: false } });
    expect(item?.roster.participants[0]).toMatchObject({ absence: null, readsAll: false, showsName: false });
  });

  it("may leave out of a roster what came later, or say more in it: it can still be compared", () => {
    const { roster } = view(c) satisfies ConversationView;
    const older = structuredClone(roster) as unknown as { participants: Record<string, unknown>[] };
    for (const participant of older.participants) delete participant.kind;
    expect(isSameRoster(older as never, older as never)).toBe(true);
    expect(isSameRoster(roster, older as never)).toBe(false);
    const newer = { ...roster, mood: "canary" };
    expect(isSameRoster(roster, newer)).toBe(true);
  });
});
