import { type AccountId, type AnyEntry, type ConversationId, isKnown } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { ENTRY_COLUMNS, type EntryRow, type Numbered, toNumbered, withOwnId } from "./entry.ts";

/**
 * Text of one answer, in bytes: what fits goes in, and always one entry. JSON makes at most six bytes of one (control
 * characters), so that an answer stays below what a connection may lag behind.
 */
export const MOST_TEXT = 131_072;

/** What came after a number, and how the conversation stands for this viewer. */
interface After {
  head: number;
  readSeq: number;
  entries: AnyEntry[];
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
  ): Promise<{ entries: AnyEntry[]; more: boolean } | null>;
  /** Only the conversations in which the viewer takes part. They share the text that fits: the first entry of each, then the second … */
  readAfterEach(
    viewer: AccountId,
    asked: readonly { c: ConversationId; n: number }[],
    limit: number,
  ): Promise<Map<ConversationId, After>>;
}

type MaybeEntryRow = EntryRow | { [Column in keyof EntryRow]: null };
const isEntry = <Row extends MaybeEntryRow>(row: Row): row is Row & EntryRow => row.seq !== null;

/** The id that a device made goes back to devices of the same account only. */
export const OWN_ENTRY = `SELECT e.seq, e.kind, e.sender, CASE WHEN own.handle IS NOT NULL THEN e.client_id END AS client_id, e.at, e.body,
    e.deleted, e.ref, e.files, e.edited_at
  FROM entry e
  LEFT JOIN participant own
    ON own.conversation_id = e.conversation_id AND own.handle = e.sender AND own.account_id = v.account_id`;

/** Bytes of what `n` says and of what its files are called, before a row in this order. */
export const textBefore = (order: string) =>
  `coalesce(sum(coalesce(octet_length(n.body), 0) + coalesce(octet_length(n.files::text), 0)) OVER (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)`;

export interface EntryStoreOptions {
  /** Told of each entry of an unknown kind that a device gets; what goes to a room is counted there. */
  onSkipped(border: "entry"): void;
}

export function createEntryStore(pool: Pool, { onSkipped }: EntryStoreOptions): EntryStore {
  function toOwnEntry(row: EntryRow): AnyEntry {
    const entry = withOwnId(toNumbered(row));
    if (!isKnown(entry)) onSkipped("entry");
    return entry;
  }

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
      const { rows } = await pool.query<MaybeEntryRow & { found: number | null }>({
        name: "entries-before",
        text: `SELECT ${ENTRY_COLUMNS}, e.found
          FROM (SELECT FROM reading WHERE account_id = $1 AND conversation_id = $2 LIMIT 1) viewer
          LEFT JOIN LATERAL (
            SELECT n.*, count(*) OVER ()::int AS found, ${textBefore("ORDER BY n.seq DESC")} < $5 AS fits
            FROM (
              SELECT own.* FROM reading v
              CROSS JOIN LATERAL (${OWN_ENTRY} WHERE e.conversation_id = v.conversation_id AND e.seq BETWEEN v.reads_from AND v.reads_to AND e.seq < $3 ORDER BY e.seq DESC LIMIT $4) own
              WHERE v.account_id = $1 AND v.conversation_id = $2
              ORDER BY own.seq DESC LIMIT $4
            ) n
          ) e ON e.fits`,
        values: [viewer, conversation, before ?? 2_147_483_647, limit + 1, MOST_TEXT],
      });
      if (rows.length === 0) return null;
      const entries = rows.filter(isEntry).map(toOwnEntry).sort(byNumber).slice(-limit);
      return { entries, more: entries.length < (rows[0]?.found ?? 0) };
    },

    readAfterEach: async (viewer, asked, limit) => {
      const { rows } = await pool.query<
        MaybeEntryRow & {
          conversation_id: ConversationId;
          head: number;
          read_seq: number;
          found: number;
          fits: boolean;
        }
      >({
        name: "entries-after-each",
        text: `WITH after AS (
            SELECT latest.conversation_id, coalesce(latest.to_seq, c.head) AS head, latest.read_seq, ${ENTRY_COLUMNS},
              count(e.seq) OVER (PARTITION BY c.id)::int AS found,
              row_number() OVER (PARTITION BY c.id ORDER BY e.seq) AS turn
            FROM unnest($2::uuid[], $3::int[]) AS asked (id, n)
            JOIN conversation c ON c.id = asked.id
            JOIN LATERAL (
              SELECT p.* FROM participant p
              WHERE p.account_id = $1 AND p.conversation_id = asked.id AND (p.to_seq IS NULL OR p.keeps_history)
              ORDER BY p.joined_seq DESC LIMIT 1
            ) latest ON true
            LEFT JOIN LATERAL (
              SELECT own.* FROM reading v
              CROSS JOIN LATERAL (${OWN_ENTRY} WHERE e.conversation_id = v.conversation_id AND e.seq BETWEEN v.reads_from AND v.reads_to AND e.seq > asked.n ORDER BY e.seq LIMIT $4) own
              WHERE v.account_id = $1 AND v.conversation_id = asked.id
              ORDER BY own.seq LIMIT $4
            ) e ON true
          ), shared AS (
            SELECT n.*, ${textBefore("ORDER BY n.turn, n.conversation_id")} < $5 AS fits FROM after n
          )
          SELECT e.conversation_id, e.head, e.read_seq, e.found, e.fits, e.seq, e.kind, e.sender, e.client_id, e.at,
            CASE WHEN e.fits THEN e.body END AS body, e.deleted, e.ref, e.files, e.edited_at
          FROM shared e WHERE e.fits OR e.turn = 1`,
        values: [viewer, asked.map(({ c }) => c), asked.map(({ n }) => n), limit + 1, MOST_TEXT],
      });
      const grouped = Map.groupBy(rows, (row) => row.conversation_id);
      return new Map(
        [...grouped].map(([id, group]) => {
          const fitting = group.filter(({ fits }) => fits).filter(isEntry);
          const entries = fitting.map(toOwnEntry).sort(byNumber).slice(0, limit);
          const { head = 0, read_seq: readSeq = 0, found = 0 } = group[0] ?? {};
          return [id, { head, readSeq, entries, more: entries.length < found }];
        }),
      );
    },
  };
}

const byNumber = (a: AnyEntry, b: AnyEntry) => a.n - b.n;
