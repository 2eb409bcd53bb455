import type { AccountId, ConversationId, Handle, LinkId } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { ENTRY_COLUMNS, type EntryRow, MOST_TEXT, type Numbered, textBefore, toNumbered } from "../entry/index.ts";
import { parseCursor } from "./cursor.ts";

/** A conversation as its viewer's own parts in it let it be read; without people. */
export interface ConversationRow {
  id: ConversationId;
  topic: string | null;
  startedAt: number;
  startedBy: Handle | null;
  /** Highest number that the viewer may read. */
  head: number;
  closed: boolean;
  own: Handle;
  /** The viewer left of their own will (V-07). */
  left: boolean;
  readsFrom: number;
  readSeq: number;
  unread: number;
  last: Numbered | null;
  myLink: { id: LinkId; showsTyping: boolean; showsReceipts: boolean } | null;
}

interface Receipt {
  by: Handle;
  n: number;
}

export interface ConversationStore {
  /** Latest first; fewer than `limit` where the last messages are long. With a client: only theirs. */
  list(
    viewer: AccountId,
    page: { cursor?: string | undefined; limit: number; client?: AccountId | undefined },
  ): Promise<{ conversations: ConversationRow[]; next: string | null }>;
  /** Those of them that the viewer may read. */
  readEach(viewer: AccountId, ids: readonly ConversationId[]): Promise<ConversationRow[]>;
  /** Conversations about a client in which a professional takes part, and those that they manage. */
  count(professional: AccountId, client: AccountId): Promise<{ takesPart: number; manages: number }>;
  /** Where the viewer takes part, or reads on, via one of their links. */
  listVia(viewer: AccountId, link: LinkId): Promise<ConversationId[]>;
  /** Over all conversations of the viewer, up to 100. */
  countUnread(viewer: AccountId): Promise<number>;
  /** How far others have read, where they show it. */
  readReceipts(viewer: AccountId, ids: readonly ConversationId[]): Promise<Map<ConversationId, Receipt[]>>;
}

type Row = {
  id: ConversationId;
  topic: string | null;
  started_at: Date;
  started_by: Handle | null;
  head: number;
  closed: boolean;
  handle: Handle;
  left: boolean;
  reads_from: number;
  read_seq: number;
  unread: number;
  link_id: LinkId | null;
  shows_typing: boolean;
  shows_receipts: boolean;
  moved_at: string;
} & (EntryRow | { [Column in keyof EntryRow]: null });

/** Own messages also under an earlier handle: who came back has another one. */
const UNREAD = `SELECT FROM entry e
  WHERE e.conversation_id = v.conversation_id AND e.kind = 'message' AND NOT e.deleted
    AND e.seq > v.read_seq AND e.seq >= v.reads_from AND (v.to_seq IS NULL OR e.seq <= v.to_seq)
    AND e.sender <> ALL (ARRAY(
      SELECT o.handle FROM participant o WHERE o.account_id = v.account_id AND o.conversation_id = v.conversation_id))
  LIMIT 100`;

/** The last part `v` by which an account reads; by earlier ones it reads what was said before a pause. */
const LATEST = `(v.to_seq IS NULL OR v.keeps_history) AND NOT EXISTS (SELECT FROM participant later
  WHERE later.account_id = v.account_id AND later.conversation_id = v.conversation_id AND later.joined_seq > v.joined_seq
    AND (later.to_seq IS NULL OR later.keeps_history))`;

/** When it last moved for the viewer: nothing that came after they left shows, not even by the order of the list. */
const MOVED = "coalesce(v.left_at, c.last_at)";

const VIEW = `SELECT c.id, CASE WHEN v.to_seq IS NULL THEN c.topic ELSE v.kept_topic END AS topic, c.started_at, c.started_by,
    coalesce(v.to_seq, c.head) AS head, c.closed_at IS NOT NULL AND c.closed_at <= coalesce(v.left_at, c.closed_at) AS closed,
    v.handle, v.to_seq IS NOT NULL AS left, (
      SELECT min(o.reads_from) FROM reading o WHERE o.account_id = v.account_id AND o.conversation_id = c.id
    ) AS reads_from, v.read_seq, (SELECT count(*)::int FROM (${UNREAD}) u) AS unread,
    l.id AS link_id, l.shows_typing, l.shows_receipts,
    (extract(epoch FROM ${MOVED}) * 1000000)::bigint AS moved_at, ${ENTRY_COLUMNS}
  FROM page v
  JOIN conversation c ON c.id = v.conversation_id
  LEFT JOIN link l ON l.id = v.via_link
  LEFT JOIN LATERAL (
    SELECT * FROM entry e
    WHERE e.conversation_id = c.id AND e.seq >= v.reads_from AND (v.to_seq IS NULL OR e.seq <= v.to_seq)
      AND e.kind NOT IN ('edited', 'deleted')
    ORDER BY e.seq DESC LIMIT 1
  ) e ON true`;

export function createConversationStore(pool: Pool): ConversationStore {
  return {
    list: async (viewer, { cursor, limit, client = null }) => {
      const [before, beforeId] = cursor === undefined ? [null, null] : parseCursor(cursor);
      const { rows } = await pool.query<Row & { found: number }>({
        name: "list-conversations",
        text: `WITH page AS (
            SELECT v.* FROM participant v JOIN conversation c ON c.id = v.conversation_id
            WHERE v.account_id = $1 AND ${LATEST}
              AND ($2::bigint IS NULL OR (${MOVED}, c.id) < ('epoch'::timestamptz + $2 * interval '1 microsecond', $3::uuid))
              AND ($6::uuid IS NULL OR c.about_client = $6)
            ORDER BY ${MOVED} DESC, c.id DESC LIMIT $4
          ), measured AS (
            SELECT n.*, count(*) OVER ()::int AS found, ${textBefore("ORDER BY n.moved_at DESC, n.id DESC")} < $5 AS fits
            FROM (${VIEW}) n
          )
          SELECT * FROM measured WHERE fits ORDER BY moved_at DESC, id DESC`,
        values: [viewer, before, beforeId, limit + 1, MOST_TEXT, client],
      });
      const page = rows.slice(0, limit);
      const end = page.at(-1);
      const next = end && page.length < end.found ? `${end.moved_at}.${end.id}` : null;
      return { conversations: page.map(toConversation), next };
    },

    readEach: async (viewer, ids) => {
      if (ids.length === 0) return [];
      const { rows } = await pool.query<Row>({
        name: "read-conversations",
        text: `WITH page AS (
            SELECT v.* FROM participant v WHERE v.account_id = $1 AND v.conversation_id = ANY ($2::uuid[]) AND ${LATEST}
          ) ${VIEW}`,
        values: [viewer, ids],
      });
      return rows.map(toConversation);
    },

    count: async (professional, client) => {
      const { rows } = await pool.query<{ takesPart: number; manages: number }>({
        name: "count-conversations",
        text: `SELECT count(*)::int AS "takesPart", count(*) FILTER (WHERE c.manager = v.handle)::int AS manages
          FROM participant v JOIN conversation c ON c.id = v.conversation_id
          WHERE v.account_id = $1 AND v.to_seq IS NULL AND c.about_client = $2`,
        values: [professional, client],
      });
      return rows[0] ?? { takesPart: 0, manages: 0 };
    },

    listVia: async (viewer, link) => {
      const { rows } = await pool.query<{ id: ConversationId }>({
        name: "list-via",
        text: `SELECT DISTINCT conversation_id AS id FROM participant
          WHERE via_link = $2 AND account_id = $1 AND (to_seq IS NULL OR keeps_history)`,
        values: [viewer, link],
      });
      return rows.map(({ id }) => id);
    },

    countUnread: async (viewer) => {
      const { rows } = await pool.query<{ unread: number }>({
        name: "count-unread",
        text: `SELECT count(*)::int AS unread FROM (
            SELECT FROM participant v, LATERAL (${UNREAD}) u WHERE v.account_id = $1 AND v.to_seq IS NULL LIMIT 100
          ) all_unread`,
        values: [viewer],
      });
      return rows[0]?.unread ?? 0;
    },

    readReceipts: async (viewer, ids) => {
      if (ids.length === 0) return new Map();
      const { rows } = await pool.query<{ id: ConversationId; by: Handle; n: number }>({
        name: "read-receipts",
        text: `SELECT p.conversation_id AS id, p.handle AS by, p.read_seq AS n
          FROM participant v
          JOIN participant p ON p.conversation_id = v.conversation_id AND p.to_seq IS NULL AND p.account_id <> v.account_id
          LEFT JOIN link l ON l.id = p.via_link
          WHERE v.account_id = $1 AND v.conversation_id = ANY ($2::uuid[]) AND v.to_seq IS NULL
            AND p.read_seq > 0 AND p.read_seq >= p.joined_seq AND p.read_seq >= v.reads_from AND (p.via_link IS NULL OR l.shows_receipts)`,
        values: [viewer, ids],
      });
      const grouped = Map.groupBy(rows, (row) => row.id);
      return new Map([...grouped].map(([id, group]) => [id, group.map(({ by, n }) => ({ by, n }))]));
    },
  };
}

function toConversation(row: Row): ConversationRow {
  return {
    id: row.id,
    topic: row.topic,
    startedAt: row.started_at.getTime(),
    startedBy: row.started_by,
    head: row.head,
    closed: row.closed,
    own: row.handle,
    left: row.left,
    readsFrom: row.reads_from,
    readSeq: row.read_seq,
    unread: row.unread,
    last: row.seq === null ? null : toNumbered(row),
    myLink:
      row.link_id === null
        ? null
        : { id: row.link_id, showsTyping: row.shows_typing, showsReceipts: row.shows_receipts },
  };
}
