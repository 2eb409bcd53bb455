import type { Socket } from "socket.io-client";
import type { Writer } from "./crowd.ts";

/** A server under load: how to reach it, how to say something, and how to count what it stored. */
export interface Target {
  name: string;
  connect(writer: Writer): Promise<Socket>;
  /** Resolves when the server says that it is stored; rejects when it refuses. */
  say(socket: Socket, writer: Writer, text: string): Promise<void>;
  countStored(): Promise<number>;
  stop(): Promise<void>;
}
