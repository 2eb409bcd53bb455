import type { ParticipantFacts, RosterFacts } from "@kring/domain";
import type {
  AccountId,
  AccountKind,
  ConversationId,
  Day,
  Handle,
  InviterKind,
  LinkId,
  Role,
} from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { gather } from "../gather.ts";

/** The only reader of identities: it connects as kring_roster, which sees what V-03 lets one viewer know. */
export interface RosterStore {
  /** Facts of the conversations in which the viewer takes part, each with the version of its roster. */
  readFacts(
    viewer: AccountId,
    conversations: readonly ConversationId[],
  ): Promise<Map<ConversationId, { version: number; facts: RosterFacts }>>;
}

interface Row {
  conversation_id: ConversationId;
  roster_version: number;
  about_client: AccountId | null;
  about_name: string | null;
  manager: Handle | null;
  handle: Handle;
  account_id: AccountId;
  kind: AccountKind;
  name: string | null;
  roles: Role[] | null;
  via_link: LinkId | null;
  via_client: AccountId;
  inviter_id: AccountId;
  inviter_kind: InviterKind;
  inviter_name: string | null;
  screen_name: string | null;
  joined_seq: number;
  reads_from: number;
  to_seq: number | null;
  joined_at: Date;
  left_at: Date | null;
  keeps_history: boolean;
  shows_name: boolean;
  absent_from: string | null;
  absent_until: string | null;
  absence_note: string | null;
  covering_name: string | null;
}

interface Asked {
  viewer: AccountId;
  conversations: readonly ConversationId[];
}
type Facts = Map<ConversationId, { version: number; facts: RosterFacts }>;

export function createRosterStore(pool: Pool): RosterStore {
  /** Each viewer's facts are read as that viewer; who else asked makes no difference to what comes out. */
  async function readFactsOf(asked: readonly Asked[]): Promise<Facts[]> {
    const { rows } = await pool.query<Row & { turn: number }>({
      name: "roster-facts",
      text: `SELECT asked.turn::int, f.*, f.absent_from::text AS absent_from, f.absent_until::text AS absent_until
        FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS asked (viewer, conversations, turn)
        CROSS JOIN LATERAL identity.roster_facts_v2(asked.viewer, asked.conversations::uuid[]) f`,
      values: [asked.map(({ viewer }) => viewer), asked.map(({ conversations }) => `{${conversations.join(",")}}`)],
    });
    const turns = Map.groupBy(rows, ({ turn }) => turn);
    return asked.map((_, index) => {
      const grouped = Map.groupBy(turns.get(index + 1) ?? [], (row) => row.conversation_id);
      return new Map([...grouped].map(([id, group]) => [id, toFacts(group)]));
    });
  }
  const readTogether = gather(readFactsOf);

  return {
    readFacts: async (viewer, conversations) =>
      conversations.length === 0 ? new Map() : readTogether({ viewer, conversations }),
  };
}

function toFacts(rows: Row[]): { version: number; facts: RosterFacts } {
  const first = rows[0];
  if (!first) throw new Error("A conversation without participants has no roster");
  const about = first.about_client === null ? null : { clientId: first.about_client, name: first.about_name ?? "" };
  const facts = { about, manager: first.manager, participants: rows.map(toParticipant) };
  return { version: first.roster_version, facts };
}

function toParticipant(row: Row): ParticipantFacts {
  const inviter = { id: row.inviter_id, kind: row.inviter_kind, name: row.inviter_name ?? "" };
  return {
    handle: row.handle,
    accountId: row.account_id,
    kind: row.kind,
    name: row.name,
    roles: row.roles ?? [],
    via:
      row.via_link === null
        ? null
        : { linkId: row.via_link, clientId: row.via_client, inviter, screenName: row.screen_name },
    joinedSeq: row.joined_seq,
    readsFrom: row.reads_from,
    toSeq: row.to_seq,
    joinedAt: row.joined_at.getTime(),
    leftAt: row.left_at?.getTime() ?? null,
    keepsHistory: row.keeps_history,
    showsName: row.shows_name,
    absence:
      row.absent_from === null || row.absent_until === null
        ? null
        : {
            from: row.absent_from as Day,
            until: row.absent_until as Day,
            note: row.absence_note ?? "",
            covering: row.covering_name,
          },
  };
}
