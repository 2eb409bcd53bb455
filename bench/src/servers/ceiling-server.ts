import pg from "pg";
import { type Message, serveRooms } from "./room-server.ts";

/** The ceiling: a bare Socket.IO server whose messages share commits as Kring's do, and that does nothing else. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? "", max: 1 });
await pool.query(
  "CREATE TABLE IF NOT EXISTS ceiling_message (id bigserial PRIMARY KEY, room uuid NOT NULL, sender uuid NOT NULL, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())",
);

const MOST_IN_BATCH = 256;
const waiting: { message: Message; kept(row: object): void }[] = [];
let running = false;

async function commitAll(): Promise<void> {
  running = true;
  while (waiting.length > 0) {
    const batch = waiting.splice(0, MOST_IN_BATCH);
    const { rows } = await pool.query({
      name: "batch",
      text: "INSERT INTO ceiling_message (room, sender, body) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) RETURNING id, at",
      values: [
        batch.map(({ message }) => message.room),
        batch.map(({ message }) => message.sender),
        batch.map(({ message }) => message.text),
      ],
    });
    batch.forEach(({ kept }, index) => void kept(rows[index]));
  }
  running = false;
}

serveRooms({
  keep: (message) =>
    new Promise((kept) => {
      waiting.push({ message, kept });
      if (!running) void commitAll();
    }),
});
