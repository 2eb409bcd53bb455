import pg from "pg";
import { serveRooms } from "./room-server.ts";

/** The obvious design: one row for each message, inserted as it comes. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? "", max: 10 });
await pool.query(
  "CREATE TABLE IF NOT EXISTS obvious_message (id bigserial PRIMARY KEY, room uuid NOT NULL, sender uuid NOT NULL, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())",
);
await pool.query("CREATE INDEX IF NOT EXISTS obvious_message_room ON obvious_message (room, id)");

serveRooms({
  keep: async ({ room, sender, text }) => {
    const { rows } = await pool.query({
      name: "say",
      text: "INSERT INTO obvious_message (room, sender, body) VALUES ($1, $2, $3) RETURNING id, at",
      values: [room, sender, text],
    });
    return rows[0];
  },
  page: async ({ room, after, limit }) => {
    const { rows } = await pool.query({
      name: "page",
      text: "SELECT id::int, sender, body AS text, at FROM obvious_message WHERE room = $1 AND id > $2 ORDER BY id LIMIT $3",
      values: [room, after, limit],
    });
    return rows;
  },
});
