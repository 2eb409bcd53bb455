import type { AccountId, ConversationId, Handle } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { gather } from "../gather.ts";

/** A participation that lasts, and how its conversation stands. */
export interface Membership {
  c: ConversationId;
  handle: Handle;
  head: number;
  rosterVersion: number;
  readSeq: number;
  readsFrom: number;
}

/** `hash` is another one when a part or a read mark is. */
interface Memberships {
  memberships: Membership[];
  /** Left of their own will, and still readable. */
  kept: ConversationId[];
  hash: string | null;
}

export interface DeliveryStore {
  /** One statement, so that memberships and heads belong together. */
  readMemberships(account: AccountId): Promise<Memberships>;
  readHeads(ids: readonly ConversationId[]): Promise<{ c: ConversationId; head: number; rosterVersion: number }[]>;
  readStandings(
    accounts: readonly AccountId[],
  ): Promise<{ account: AccountId; active: boolean; hash: string | null }[]>;
}

const PART_HASH = "hashtextextended(p.handle, CASE WHEN p.to_seq IS NULL THEN p.read_seq ELSE -1 END)";

export function createDeliveryStore(pool: Pool): DeliveryStore {
  async function readMembershipsOf(accounts: readonly AccountId[]): Promise<Memberships[]> {
    const { rows } = await pool.query<Membership & { account: AccountId; hash: string; left: boolean }>({
      name: "memberships",
      text: `SELECT p.account_id AS account, p.conversation_id AS c, p.handle, c.head, c.roster_version AS "rosterVersion",
          p.read_seq AS "readSeq", p.reads_from AS "readsFrom", p.to_seq IS NOT NULL AS left,
          bit_xor(${PART_HASH}) OVER (PARTITION BY p.account_id) AS hash
        FROM participant p JOIN conversation c ON c.id = p.conversation_id
        WHERE p.account_id = ANY ($1::uuid[]) AND (p.to_seq IS NULL OR p.keeps_history)`,
      values: [accounts],
    });
    const parts = Map.groupBy(rows, ({ account }) => account);
    return accounts.map((account) => {
      const own = parts.get(account) ?? [];
      return {
        memberships: own.filter(({ left }) => !left),
        kept: own.filter(({ left }) => left).map(({ c }) => c),
        hash: own[0]?.hash ?? null,
      };
    });
  }

  return {
    readMemberships: gather(readMembershipsOf),

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
