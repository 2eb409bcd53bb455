import type { AccountId, ConversationId, EscalatedAccess } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { parseCursor } from "./cursor.ts";

/** That a conversation about the viewer exists. */
export interface AboutMeRow {
  id: ConversationId;
  startedAt: number;
  participants: number;
  closed: boolean;
}

interface Page {
  cursor?: string | undefined;
  limit: number;
}

const COLUMNS = `c.id, c.started_at, c.closed_at IS NOT NULL AS closed, (
    SELECT count(*)::int FROM participant p WHERE p.conversation_id = c.id AND p.to_seq IS NULL
  ) AS participants, (extract(epoch FROM c.started_at) * 1000000)::bigint AS moved_at`;

/** About the client, who takes no part in it now. */
const OUTSIDE = `c.about_client = $1 AND EXISTS (SELECT FROM account a WHERE a.id = $1 AND a.kind = 'client')
  AND NOT EXISTS (
    SELECT FROM participant p WHERE p.account_id = $1 AND p.conversation_id = c.id AND p.to_seq IS NULL)`;

type Row = { id: ConversationId; started_at: Date; participants: number; closed: boolean; moved_at: string };

const toAboutMe = ({ id, started_at, participants, closed }: Row): AboutMeRow => ({
  id,
  startedAt: started_at.getTime(),
  participants,
  closed,
});

/** Latest first. */
export async function listAboutMe(
  pool: Pool,
  viewer: AccountId,
  { cursor, limit }: Page,
): Promise<{ rows: AboutMeRow[]; next: string | null }> {
  const [before, beforeId] = cursor === undefined ? [null, null] : parseCursor(cursor);
  const { rows } = await pool.query<Row>({
    name: "about-me",
    text: `SELECT ${COLUMNS} FROM conversation c
      WHERE ${OUTSIDE}
        AND ($2::bigint IS NULL OR (c.started_at, c.id) < ('epoch'::timestamptz + $2 * interval '1 microsecond', $3::uuid))
      ORDER BY c.started_at DESC, c.id DESC LIMIT $4`,
    values: [viewer, before, beforeId, limit + 1],
  });
  const page = rows.slice(0, limit);
  const end = page.at(-1);
  return { rows: page.map(toAboutMe), next: end && rows.length > limit ? `${end.moved_at}.${end.id}` : null };
}

export async function readAboutMe(pool: Pool, viewer: AccountId, id: ConversationId): Promise<AboutMeRow | null> {
  const { rows } = await pool.query<Row>(`SELECT ${COLUMNS} FROM conversation c WHERE ${OUTSIDE} AND c.id = $2`, [
    viewer,
    id,
  ]);
  return rows[0] ? toAboutMe(rows[0]) : null;
}

export async function isClient(pool: Pool, account: AccountId): Promise<boolean> {
  const { rowCount } = await pool.query("SELECT FROM account WHERE id = $1 AND kind = 'client'", [account]);
  return rowCount === 1;
}

/** For the application manager: ids, dates and reasons; never text, topic or related person. Longest waiting first. */
export async function listEscalated(pool: Pool, limit: number): Promise<EscalatedAccess[]> {
  const { rows } = await pool.query<{
    id: EscalatedAccess["id"];
    client_id: AccountId;
    professionals: AccountId[];
    started_at: Date;
    requested_at: Date;
    escalated_at: Date;
    escalated_why: EscalatedAccess["why"];
    declined_by: AccountId | null;
    declined_at: Date | null;
    reason: string | null;
  }>(
    `SELECT r.id, r.client_id, c.started_at, r.requested_at, r.escalated_at, r.escalated_why, r.declined_by, r.declined_at,
       r.reason, ARRAY(
         SELECT p.account_id FROM participant p WHERE p.conversation_id = c.id AND p.kind = 'professional'
         GROUP BY p.account_id ORDER BY min(p.joined_seq), p.account_id
       ) AS professionals
     FROM access_request r JOIN conversation c ON c.id = r.conversation_id
     WHERE r.state = 'escalated' ORDER BY r.escalated_at, r.id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    professionalIds: row.professionals,
    startedAt: row.started_at.getTime(),
    requestedAt: row.requested_at.getTime(),
    escalatedAt: row.escalated_at.getTime(),
    why: row.escalated_why,
    declined:
      row.declined_by === null || row.declined_at === null || row.reason === null
        ? null
        : { professionalId: row.declined_by, at: row.declined_at.getTime(), reason: row.reason },
  }));
}
