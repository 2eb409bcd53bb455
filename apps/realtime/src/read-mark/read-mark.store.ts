import type { AccountId, ConversationId, Handle } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";

interface ReadMark {
  readSeq: number;
  handle: Handle;
  moved: boolean;
  /** Whether others are told: of related persons only if their link says so. */
  shown: boolean;
}

export interface ReadMarkStore {
  /** Moves the mark forward, never above the head; null where the viewer doesn't take part. */
  markRead(viewer: AccountId, c: ConversationId, n: number): Promise<ReadMark | null>;
}

export const createReadMarkStore = (pool: Pool): ReadMarkStore => ({
  markRead: async (viewer, c, n) => {
    const { rows } = await pool.query<ReadMark>({
      name: "mark-read",
      text: `WITH own AS (
          SELECT p.conversation_id, p.handle, p.read_seq, least($3, c.head) AS wanted, coalesce(l.shows_receipts, true) AS shown
          FROM participant p
          JOIN conversation c ON c.id = p.conversation_id
          LEFT JOIN link l ON l.id = p.via_link
          WHERE p.account_id = $1 AND p.conversation_id = $2 AND p.to_seq IS NULL
        ), moved AS (
          UPDATE participant p SET read_seq = own.wanted FROM own
          WHERE p.conversation_id = own.conversation_id AND p.handle = own.handle AND p.read_seq < own.wanted
          RETURNING p.read_seq
        )
        SELECT own.handle, own.shown, EXISTS (SELECT FROM moved) AS moved,
          greatest(own.read_seq, (SELECT read_seq FROM moved)) AS "readSeq"
        FROM own`,
      values: [viewer, c, n],
    });
    return rows[0] ?? null;
  },
});
