import { createServer } from "node:http";
import { type ClientMessageId, CONTRACT_VERSION, type Incarnation } from "@kring/domain/contract";
import { Server } from "socket.io";
import { describe, expect, it, onTestFinished } from "vitest";
import { createClient } from "../src/index.ts";
import type { StoredWriting } from "../src/types.ts";
import { conversationId, messageId, waitUntil } from "./made.ts";

const incarnation = "00000000-0000-4000-8000-00000000abcd" as Incarnation;
const c = conversationId(1);

interface Asked {
  name: string;
  id?: ClientMessageId;
  of: number;
}

/** A gateway that takes changes in, and loses the connection instead of the first `lost` acks. */
async function startForgetful(lost: number): Promise<{ origin: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const http = createServer();
  const io = new Server(http, { path: "/socket.io" });
  io.on("connection", (socket) => {
    socket.emit("hello", { incarnation, version: CONTRACT_VERSION, expiresAt: 0 });
    for (const name of ["message.edit", "message.delete"]) {
      socket.on(name, (payload: Omit<Asked, "name">, ack: (answer: unknown) => void) => {
        asked.push({ ...payload, name });
        if (asked.length > lost) ack({ ok: true, n: 9, at: 9_000 });
        else socket.disconnect(true);
      });
    }
  });
  await new Promise<void>((resolve) => http.listen({ host: "127.0.0.1", port: 0 }, resolve));
  onTestFinished(() => io.close());
  const address = http.address();
  return { origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, asked };
}

function open(origin: string, kept: readonly StoredWriting[]) {
  let saved: readonly StoredWriting[] = kept;
  const client = createClient({
    origin,
    issueToken: async () => ({ token: "token", expiresAt: Date.now() + 300_000 }),
    fetch: async () => Response.json({ incarnation, conversations: [], next: null, unread: 0 }),
    pendingStore: {
      load: () => kept,
      save: (writings) => {
        saved = writings;
      },
    },
    random: () => 0,
  });
  onTestFinished(() => client.close());
  return { client, saved: () => saved };
}

describe("V-09 a change whose ack was lost", () => {
  it("goes again under the id that it was made with, until it is acknowledged", async () => {
    const { origin, asked } = await startForgetful(2);
    const { client, saved } = open(origin, []);
    await waitUntil(() => expect(client.connection.getSnapshot().state).toBe("online"));
    client.conversation(c).edit(3, "beter");
    await waitUntil(() => expect(asked).toHaveLength(3));
    const { id } = asked[0] ?? {};
    expect(id).toEqual(expect.any(String));
    expect(asked).toEqual(Array.from({ length: 3 }, () => ({ name: "message.edit", c, id, of: 3, text: "beter" })));
    await waitUntil(() => expect(saved()).toEqual([]));
  });

  it("keeps its id over a reload", async () => {
    const { origin, asked } = await startForgetful(1);
    const before = open(origin, []);
    await waitUntil(() => expect(before.client.connection.getSnapshot().state).toBe("online"));
    before.client.conversation(c).remove(3);
    await waitUntil(() => expect(asked).toHaveLength(1));
    before.client.close();
    const after = open(origin, JSON.parse(JSON.stringify(before.saved())) as StoredWriting[]);
    await waitUntil(() => expect(asked).toHaveLength(2));
    expect(asked[0]?.id).toEqual(expect.any(String));
    expect(asked[1]).toEqual(asked[0]);
    await waitUntil(() => expect(after.saved()).toEqual([]));
  });

  it("that an earlier version kept without an id gets one, and keeps it from then on", async () => {
    const { origin, asked } = await startForgetful(1);
    const { saved } = open(origin, [{ conversationId: c, incarnation, of: 3, what: { kind: "delete" } }]);
    await waitUntil(() => expect(asked).toHaveLength(2));
    expect(asked[0]?.id).toEqual(expect.any(String));
    expect(asked[1]).toEqual(asked[0]);
    await waitUntil(() => expect(saved()).toEqual([]));
  });

  it("goes again before what was wanted since, also over a reload", async () => {
    const { origin, asked } = await startForgetful(1);
    const before = open(origin, []);
    await waitUntil(() => expect(before.client.connection.getSnapshot().state).toBe("online"));
    before.client.conversation(c).edit(3, "beter");
    before.client.conversation(c).edit(3, "best");
    await waitUntil(() => expect(asked).toHaveLength(1));
    before.client.close();
    const after = open(origin, JSON.parse(JSON.stringify(before.saved())) as StoredWriting[]);
    await waitUntil(() => expect(asked).toHaveLength(3));
    expect(asked.map((one) => ("text" in one ? one.text : undefined))).toEqual(["beter", "beter", "best"]);
    expect(asked[1]).toEqual(asked[0]);
    await waitUntil(() => expect(after.saved()).toEqual([]));
  });

  it("is another one where something else is wanted meanwhile", async () => {
    const { origin, asked } = await startForgetful(0);
    const { client } = open(origin, [
      { id: messageId(7), conversationId: c, incarnation, of: 3, what: { kind: "delete" } },
    ]);
    client.conversation(c).edit(4, "beter");
    await waitUntil(() => expect(asked).toHaveLength(2));
    expect(asked[0]?.id).toBe(messageId(7));
    expect(asked[1]?.id).not.toBe(messageId(7));
  });
});
