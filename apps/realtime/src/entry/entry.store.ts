import type { AccountId, ConversationId, Entry, Handle } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { ENTRY_COLUMNS, type EntryRow, type Numbered, toNumbered, withOwnId } from "./entry.ts";

/** What came after a number, and how the conversation stands for this viewer. */
interface After {
  head: number;
  readSeq: number;
  entries: Entry[];
  more: boolean;
}

export interface EntryStore {
  /** For the order of delivery; no viewer. */
  readAfter(conversation: ConversationId, after: number, limit: number): Promise<Numbered[]>;
  /** Null where the viewer doesn't take part. In number order. */
  readBefore(
    viewer: AccountId,
    conversation: ConversationId,
    before: number | undefined,
    limit: number,
  ): Promise<{ entries: Entry[]; more: boolean } | null>;
  /** Only the conversations in which the viewer takes part. */
  readAfterEach(
    viewer: AccountId,
    asked: readonly { c: ConversationId; n: number }[],
    limit: number,
  ): Promise<Map<ConversationId, After>>;
}

type MaybeEntryRow = EntryRow | { [Column in keyof EntryRow]: null };
const isEntry = <Row extends MaybeEntryRow>(row: Row): row is Row & EntryRow => row.seq !== null;
const toOwnEntry = (row: EntryRow): Entry => withOwnId(toNumbered(row));

/** The id that a device made goes back to devices of the same account only. */
const OWN_ENTRY = `SELECT e.seq, e.kind, e.sender, CASE WHEN own.handle IS NOT NULL THEN e.client_id END AS client_id, e.at, e.body
  FROM entry e
  LEFT JOIN participant own
    ON own.conversation_id = e.conversation_id AND own.handle = e.sender AND own.account_id = v.account_id`;

export function createEntryStore(pool: Pool): EntryStore {
  return {
    readAfter: async (conversation, after, limit) => {
      const { rows } = await pool.query<EntryRow>({
        name: "entries-after",
        text: `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.conversation_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
        values: [conversation, after, limit],
      });
      return rows.map(toNumbered);
    },

    readBefore: async (viewer, conversation, before, limit) => {
      const { rows } = await pool.query<MaybeEntryRow>({
        name: "entries-before",
        text: `SELECT ${ENTRY_COLUMNS}
          FROM participant v
          LEFT JOIN LATERAL (
            ${OWN_ENTRY}
            WHERE e.conversation_id = v.conversation_id AND e.seq >= v.reads_from AND e.seq < $3
            ORDER BY e.seq DESC LIMIT $4
          ) e ON true
          WHERE v.account_id = $1 AND v.conversation_id = $2 AND v.to_seq IS NULL`,
        values: [viewer, conversation, before ?? 2_147_483_647, limit + 1],
      });
      if (rows.length === 0) return null;
      const entries = rows.filter(isEntry).map(toOwnEntry).sort(byNumber);
      return { entries: entries.slice(-limit), more: entries.length > limit };
    },

    readAfterEach: async (viewer, asked, limit) => {
      const { rows } = await pool.query<
        MaybeEntryRow & { conversation_id: ConversationId; handle: Handle; head: number; read_seq: number }
      >({
        name: "entries-after-each",
        text: `SELECT v.conversation_id, v.handle, c.head, v.read_seq, ${ENTRY_COLUMNS}
          FROM unnest($2::uuid[], $3::int[]) AS asked (id, n)
          JOIN participant v ON v.account_id = $1 AND v.conversation_id = asked.id AND v.to_seq IS NULL
          JOIN conversation c ON c.id = v.conversation_id
          LEFT JOIN LATERAL (
            ${OWN_ENTRY}
            WHERE e.conversation_id = v.conversation_id AND e.seq > greatest(asked.n, v.reads_from - 1)
            ORDER BY e.seq LIMIT $4
          ) e ON true`,
        values: [viewer, asked.map(({ c }) => c), asked.map(({ n }) => n), limit + 1],
      });
      const grouped = Map.groupBy(rows, (row) => row.conversation_id);
      return new Map(
        [...grouped].map(([id, group]) => {
          const entries = group.filter(isEntry).map(toOwnEntry).sort(byNumber);
          const { head = 0, read_seq: readSeq = 0 } = group[0] ?? {};
          return [id, { head, readSeq, entries: entries.slice(0, limit), more: entries.length > limit }];
        }),
      );
    },
  };
}

const byNumber = (a: Entry, b: Entry) => a.n - b.n;
