import type {
  AccountId,
  AccountKind,
  Attachment,
  AttachmentId,
  AttachmentKind,
  ConversationId,
} from "@kring/domain/contract";
import { inTransaction, type Pool } from "@kring/service-kit";

/** A file that is stored, without its bytes. */
export interface StoredFile {
  id: AttachmentId;
  kind: AttachmentKind;
  type: string;
  size: number;
  name: string | null;
  width: number | null;
  height: number | null;
}

/** How an account that takes part stands before it uploads. */
export interface Uploader {
  kind: AccountKind;
  closed: boolean;
  /** Bytes of files that none of their messages has taken, over all conversations. */
  unsent: number;
}

export interface AttachmentStore {
  /** Null where the account doesn't take part. */
  readUploader(account: AccountId, c: ConversationId): Promise<Uploader | null>;
  /** False where the account doesn't take part any more, it is closed, or too much would lie unsent. */
  insert(account: AccountId, c: ConversationId, file: StoredFile, mostUnsent: number): Promise<boolean>;
  /** Null for whoever may not read its message, and before there is one for all but the uploader. */
  read(viewer: AccountId, c: ConversationId, id: AttachmentId): Promise<StoredFile | null>;
  /** Marks an own file that no message has taken; false where there is none. */
  takeBack(account: AccountId, c: ConversationId, id: AttachmentId): Promise<boolean>;
  /** Marks what lay unsent for so long. */
  takeBackUnsent(olderThanMs: number): Promise<void>;
  /** Forgets files that were marked, once `remove` has removed their bytes; each by one gateway. Gives how many there were. */
  forgetRemoved(most: number, remove: (id: AttachmentId) => Promise<void>): Promise<number>;
}

const UNSENT = `SELECT coalesce(sum(f.size), 0)::int8 FROM attachment f
  JOIN participant o ON o.conversation_id = f.conversation_id AND o.handle = f.handle
  WHERE f.seq IS NULL AND f.removed_at IS NULL AND o.account_id = $1`;

export function createAttachmentStore(pool: Pool): AttachmentStore {
  return {
    readUploader: async (account, c) => {
      const { rows } = await pool.query<{ kind: AccountKind; closed: boolean; unsent: string }>({
        name: "read-uploader",
        text: `SELECT p.kind, c.closed_at IS NOT NULL AS closed, (${UNSENT}) AS unsent
          FROM participant p JOIN conversation c ON c.id = p.conversation_id
          WHERE p.account_id = $1 AND p.conversation_id = $2 AND p.to_seq IS NULL`,
        values: [account, c],
      });
      return rows[0] ? { ...rows[0], unsent: Number(rows[0].unsent) } : null;
    },

    insert: (account, c, { id, kind, type, size, name, width, height }, mostUnsent) =>
      inTransaction(pool, async (client) => {
        // Uploads of one account count each other.
        await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`unsent files of ${account}`]);
        const { rowCount } = await client.query(
          `INSERT INTO attachment (id, conversation_id, handle, kind, type, size, name, width, height)
           SELECT $3::uuid, p.conversation_id, p.handle, $4::text, $5::text, $6::int,
             CASE WHEN p.kind <> 'related-person' THEN $7::text END, $8::int, $9::int
           FROM participant p JOIN conversation c ON c.id = p.conversation_id
           WHERE p.account_id = $1 AND p.conversation_id = $2 AND p.to_seq IS NULL AND c.closed_at IS NULL
             AND (${UNSENT}) + $6 <= $10::int8`,
          [account, c, id, kind, type, size, name, width, height, mostUnsent],
        );
        return rowCount === 1;
      }),

    read: async (viewer, c, id) => {
      const { rows } = await pool.query<StoredFile>({
        name: "read-attachment",
        text: `SELECT f.id, f.kind, f.type, f.size, f.name, f.width, f.height FROM attachment f
          WHERE f.id = $3 AND f.conversation_id = $2 AND f.removed_at IS NULL AND CASE WHEN f.seq IS NULL
            THEN EXISTS (SELECT FROM participant p WHERE p.conversation_id = f.conversation_id AND p.handle = f.handle
              AND p.account_id = $1 AND p.to_seq IS NULL)
            ELSE EXISTS (SELECT FROM reading v WHERE v.conversation_id = f.conversation_id AND v.account_id = $1
              AND f.seq BETWEEN v.reads_from AND v.reads_to)
          END`,
        values: [viewer, c, id],
      });
      return rows[0] ?? null;
    },

    takeBack: async (account, c, id) => {
      const { rowCount } = await pool.query(
        `UPDATE attachment f SET removed_at = now() FROM participant p
         WHERE f.id = $3 AND f.conversation_id = $2 AND f.seq IS NULL AND f.removed_at IS NULL
           AND p.conversation_id = f.conversation_id AND p.handle = f.handle AND p.account_id = $1 AND p.to_seq IS NULL`,
        [account, c, id],
      );
      return rowCount === 1;
    },

    takeBackUnsent: async (olderThanMs) => {
      await pool.query(
        `UPDATE attachment SET removed_at = now()
         WHERE seq IS NULL AND removed_at IS NULL AND created_at < now() - $1 * interval '1 millisecond'`,
        [olderThanMs],
      );
    },

    forgetRemoved: (most, remove) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: AttachmentId }>(
          `SELECT id FROM attachment WHERE removed_at IS NOT NULL
           ORDER BY removed_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
          [most],
        );
        // The bytes first: what could not be removed is found again.
        for (const { id } of rows) await remove(id);
        await client.query("DELETE FROM attachment WHERE id = ANY ($1::uuid[])", [rows.map(({ id }) => id)]);
        return rows.length;
      }),
  };
}

/** A file as its message, and the answer to its upload, show it. */
export const toAttachment = ({ name, width, height, ...file }: StoredFile): Attachment => ({
  ...file,
  ...(name === null ? {} : { name }),
  ...(width === null || height === null ? {} : { width, height }),
});
