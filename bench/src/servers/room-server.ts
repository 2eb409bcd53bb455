import { createServer } from "node:http";
import { Server } from "socket.io";

export interface Message {
  room: string;
  sender: string;
  text: string;
}

export interface RoomServer {
  /** Resolves when the message counts as sent, with what the others get besides it. */
  keep(message: Message): Promise<object> | object;
  /** A page of what was said. */
  page?(wanted: { room: string; after?: number; before?: number; limit: number }): Promise<object[]>;
}

/** A plain Socket.IO server: who connects names a room; what is said goes to all in it. No rights, no order. */
export function serveRooms({ keep, page }: RoomServer): void {
  const http = createServer();
  const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
  io.on("connection", (socket) => {
    const { room, sender } = socket.handshake.auth as { room: string; sender: string };
    void socket.join(room);
    socket.on("say", async (text: string, ack: (answer: object) => void) => {
      const kept = await keep({ room, sender, text });
      ack({ ok: true });
      io.to(room).emit("said", { ...kept, sender, text });
    });
    socket.on("page", async (wanted, ack: (rows: object[]) => void) => ack((await page?.(wanted)) ?? []));
  });
  http.listen(0, "127.0.0.1", () => {
    const address = http.address();
    if (typeof address === "object" && address) process.send?.({ port: address.port });
  });
  process.on("disconnect", () => process.exit(0));
}
