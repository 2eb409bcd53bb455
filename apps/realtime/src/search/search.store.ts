import type { AccountId, ConversationId } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { type EntryRow, type Numbered, OWN_ENTRY, textBefore, toNumbered } from "../entry/index.ts";

/** Entries of one conversation that are still to be looked through, newest first. */
export interface Lane {
  c: ConversationId;
  from: number;
  to: number;
  /** None of them is later, in microseconds. */
  latest: bigint;
}

/** A message that the viewer may read, with the sender's own id where that is the viewer. */
export interface Readable {
  c: ConversationId;
  at: bigint;
  entry: Numbered;
}

export interface SearchStore {
  /** What the viewer may read: a lane for each of their parts in each conversation, or in one. */
  readLanes(viewer: AccountId, only: ConversationId | undefined): Promise<Lane[]>;
  /** The newest messages of each lane before a time, newest first; at least one of each that has any. */
  readNewest(viewer: AccountId, lanes: readonly Lane[], before: bigint | null, most: number): Promise<Readable[][]>;
}

/** Text of one read, in bytes. */
const MOST_TEXT = 1_048_576;

const inMicroseconds = (time: string) => `(extract(epoch FROM ${time}) * 1000000)::bigint`;

export const createSearchStore = (pool: Pool): SearchStore => ({
  readLanes: async (viewer, only = undefined) => {
    const { rows } = await pool.query<{ c: ConversationId; from: number; to: number; latest: string }>({
      name: "search-lanes",
      text: `SELECT v.conversation_id AS c, v.reads_from AS from, least(v.reads_to, c.head) AS to,
          ${inMicroseconds("c.last_at")} AS latest
        FROM reading v JOIN conversation c ON c.id = v.conversation_id
        WHERE v.account_id = $1 AND ($2::uuid IS NULL OR v.conversation_id = $2)`,
      values: [viewer, only ?? null],
    });
    return rows.map((row) => ({ ...row, latest: BigInt(row.latest) }));
  },

  readNewest: async (viewer, lanes, before, most) => {
    const { rows } = await pool.query<EntryRow & { lane: number; at_us: string }>({
      name: "search-newest",
      text: `WITH found AS (
          SELECT v.lane, ${inMicroseconds("e.at")} AS at_us, e.*,
            row_number() OVER (PARTITION BY v.lane ORDER BY e.seq DESC) AS turn
          FROM unnest($2::uuid[], $3::int[], $4::int[]) WITH ORDINALITY AS lanes (c, low, high, lane)
          CROSS JOIN LATERAL (SELECT $1::uuid AS account_id, lanes.c AS conversation_id, lanes.lane) v
          CROSS JOIN LATERAL (${OWN_ENTRY}
            WHERE e.conversation_id = lanes.c AND e.kind = 'message' AND NOT e.deleted AND e.seq >= lanes.low
              AND e.seq <= seq_before_v1(lanes.c, lanes.low, lanes.high, 'epoch'::timestamptz + $5::bigint * interval '1 microsecond')
            ORDER BY e.seq DESC LIMIT $6) e
        ), shared AS (
          SELECT n.*, ${textBefore("ORDER BY n.turn, n.lane")} < $7 AS fits FROM found n
        )
        SELECT * FROM shared WHERE fits OR turn = 1 ORDER BY lane, seq DESC`,
      values: [
        viewer,
        lanes.map(({ c }) => c),
        lanes.map(({ from }) => from),
        lanes.map(({ to }) => to),
        before,
        most,
        MOST_TEXT,
      ],
    });
    const grouped = Map.groupBy(rows, (row) => Number(row.lane) - 1);
    return lanes.map(({ c }, index) =>
      (grouped.get(index) ?? []).map((row) => ({ c, at: BigInt(row.at_us), entry: toNumbered(row) })),
    );
  },
});
