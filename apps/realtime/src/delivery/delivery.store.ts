import type { AccountId, ConversationId, Handle } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";

/** A participation that lasts, and how its conversation stands. */
export interface Membership {
  c: ConversationId;
  handle: Handle;
  head: number;
  rosterVersion: number;
  readSeq: number;
  readsFrom: number;
}

export interface DeliveryStore {
  /** One statement, so that memberships and heads belong together. `hash` is another one when a part or a read mark is. */
  readMemberships(account: AccountId): Promise<{
    memberships: Membership[];
    /** Left of their own will, and still readable. */
    kept: ConversationId[];
    hash: string | null;
  }>;
  readHeads(ids: readonly ConversationId[]): Promise<{ c: ConversationId; head: number; rosterVersion: number }[]>;
  readStandings(
    accounts: readonly AccountId[],
  ): Promise<{ account: AccountId; active: boolean; hash: string | null }[]>;
}

const PART_HASH = "hashtextextended(p.handle, CASE WHEN p.to_seq IS NULL THEN p.read_seq ELSE -1 END)";

export function createDeliveryStore(pool: Pool): DeliveryStore {
  return {
    readMemberships: async (account) => {
      const { rows } = await pool.query<Membership & { hash: string; left: boolean }>({
        name: "memberships",
        text: `SELECT p.conversation_id AS c, p.handle, c.head, c.roster_version AS "rosterVersion",
            p.read_seq AS "readSeq", p.reads_from AS "readsFrom", p.to_seq IS NOT NULL AS left,
            bit_xor(${PART_HASH}) OVER () AS hash
          FROM participant p JOIN conversation c ON c.id = p.conversation_id
          WHERE p.account_id = $1 AND (p.to_seq IS NULL OR p.keeps_history)`,
        values: [account],
      });
      return {
        memberships: rows.filter(({ left }) => !left),
        kept: rows.filter(({ left }) => left).map(({ c }) => c),
        hash: rows[0]?.hash ?? null,
      };
    },

    readHeads: async (ids) => {
      const { rows } = await pool.query<{ c: ConversationId; head: number; rosterVersion: number }>({
        name: "heads",
        text: `SELECT id AS c, head, roster_version AS "rosterVersion" FROM conversation WHERE id = ANY ($1::uuid[])`,
        values: [ids],
      });
      return rows;
    },

    readStandings: async (accounts) => {
      const { rows } = await pool.query<{ account: AccountId; active: boolean; hash: string | null }>({
        name: "standings",
        text: `SELECT asked.id AS account, coalesce(a.active, true) AS active, (
            SELECT bit_xor(${PART_HASH}) FROM participant p
            WHERE p.account_id = asked.id AND (p.to_seq IS NULL OR p.keeps_history)
          ) AS hash
          FROM unnest($1::uuid[]) AS asked (id) LEFT JOIN account a ON a.id = asked.id`,
        values: [accounts],
      });
      return rows;
    },
  };
}
