import { createServer } from "node:http";
import pg from "pg";
import { Server } from "socket.io";

/** The obvious design: a plain Socket.IO server that inserts one row per message, then tells the room. No rights, no order. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? "", max: 10 });
await pool.query("DROP TABLE IF EXISTS obvious_message");
await pool.query(
  "CREATE TABLE obvious_message (id bigserial PRIMARY KEY, room uuid NOT NULL, sender uuid NOT NULL, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())",
);
const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => {
  const { room, sender } = socket.handshake.auth as { room: string; sender: string };
  void socket.join(room);
  socket.on("say", async (text: string, ack: (answer: object) => void) => {
    const { rows } = await pool.query({
      name: "say",
      text: "INSERT INTO obvious_message (room, sender, body) VALUES ($1, $2, $3) RETURNING id, at",
      values: [room, sender, text],
    });
    ack({ ok: true });
    io.to(room).emit("said", { ...rows[0], sender, text });
  });
});
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  if (typeof address === "object" && address) process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit(0));
