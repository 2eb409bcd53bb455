import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { io } from "socket.io-client";
import type { Target } from "./target.ts";

/** Starts the obvious design on the same Postgres server. */
export async function startObvious(postgresUrl: string): Promise<Target> {
  const child = fork(join(import.meta.dirname, "obvious-server.ts"), {
    env: { ...process.env, DATABASE_URL: postgresUrl },
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const database = new pg.Client({ connectionString: postgresUrl });
  await database.connect();

  return {
    name: "the obvious design",
    connect: async ({ conversation, account }) => {
      const socket = io(`http://127.0.0.1:${port}`, {
        transports: ["websocket"],
        forceNew: true,
        auth: { room: conversation, sender: account },
      });
      await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
      return socket;
    },
    say: async (socket, _writer, text) => {
      await socket.emitWithAck("say", text);
    },
    countStored: async () => Number((await database.query("SELECT count(*)::int AS n FROM obvious_message")).rows[0].n),
    stop: async () => {
      await database.end();
      child.disconnect();
      await once(child, "exit");
    },
  };
}
