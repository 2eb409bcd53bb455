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
  /** One statement, so that memberships and heads belong together. `hash` is another one when a membership or a read mark is. */
  readMemberships(account: AccountId): Promise<{ memberships: Membership[]; hash: string | null }>;
  readHeads(ids: readonly ConversationId[]): Promise<{ c: ConversationId; head: number; rosterVersion: number }[]>;
  readStandings(
    accounts: readonly AccountId[],
  ): Promise<{ account: AccountId; active: boolean; hash: string | null }[]>;
}

export function createDeliveryStore(pool: Pool): DeliveryStore {
  return {
    readMemberships: async (account) => {
      const { rows } = await pool.query<Membership & { hash: string }>({
        name: "memberships",
        text: `SELECT p.conversation_id AS c, p.handle, c.head, c.roster_version AS "rosterVersion",
            p.read_seq AS "readSeq", p.reads_from AS "readsFrom", bit_xor(hashtextextended(p.handle, p.read_seq)) OVER () AS hash
          FROM participant p JOIN conversation c ON c.id = p.conversation_id
          WHERE p.account_id = $1 AND p.to_seq IS NULL`,
        values: [account],
      });
      return { memberships: rows, hash: rows[0]?.hash ?? null };
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
            SELECT bit_xor(hashtextextended(p.handle, p.read_seq)) FROM participant p
            WHERE p.account_id = asked.id AND p.to_seq IS NULL
          ) AS hash
          FROM unnest($1::uuid[]) AS asked (id) LEFT JOIN account a ON a.id = asked.id`,
        values: [accounts],
      });
      return rows;
    },
  };
}
