import { createServer } from "node:http";
import { CONTRACT_VERSION, type Incarnation } from "@kring/domain/contract";
import { Server } from "socket.io";
import { expect, onTestFinished, test } from "vitest";
import { createConnection, NoAnswer } from "../src/connection.ts";
import { zeroCounters } from "../src/counters.ts";

/** A gateway that greets whoever comes. */
async function startGreeter(): Promise<string> {
  const http = createServer();
  const io = new Server(http, { path: "/socket.io" });
  io.on("connection", (socket) => {
    socket.emit("hello", { incarnation: crypto.randomUUID() as Incarnation, version: CONTRACT_VERSION, expiresAt: 0 });
  });
  await new Promise<void>((resolve) => http.listen({ host: "127.0.0.1", port: 0 }, resolve));
  onTestFinished(() => io.close());
  const address = http.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

test("V-09 a connection that was closed is not online: what is unsent waits, and is not tried again and again", async () => {
  const greeted = Promise.withResolvers<void>();
  const connection = createConnection({
    origin: await startGreeter(),
    tokens: { get: async () => "", renew: async () => "", forget: () => {}, renewIn: () => 60_000 },
    counters: zeroCounters(),
    now: Date.now,
    random: Math.random,
    socketOptions: {},
    onFrame: () => greeted.resolve(),
    onDown: () => {},
    probe: async () => {},
  });
  await greeted.promise;
  expect(connection.isOnline()).toBe(true);
  connection.close();
  expect(connection.isOnline()).toBe(false);
  await expect(connection.emit("resume", {} as never)).rejects.toThrow(NoAnswer);
});
