import { Refused } from "@kring/domain/contract";
import { type Db, isTaken, sql } from "../database.ts";

/** One client in a list. */
export interface ClientListRow {
  id: string;
  name: string;
  searchable: string;
  clientNumber: string;
  active: boolean;
  activated: boolean;
  since: Date | null;
  therapists: number;
  waiting: number;
}

export interface ClientChoice {
  viewerId: string;
  /** Whether tasks of all secretaries count as waiting for the viewer. */
  secretary: boolean;
  scope: "caseload" | "all" | "without-therapist";
  /** Part of a name, as a LIKE pattern, or one client by their ID. */
  find: { pattern: string | null; id: string | null } | undefined;
  above: { searchable: string; id: string } | undefined;
  limit: number;
}

const inScope = (scope: ClientChoice["scope"]) =>
  scope === "caseload"
    ? sql`r.id IS NOT NULL`
    : scope === "without-therapist"
      ? sql`d.therapists = 0 AND a.active`
      : sql`true`;

/** Each scope in the order of an index of its own. */
const placeIn = (scope: ClientChoice["scope"]) =>
  scope === "without-therapist" ? sql`d.searchable, d.account_id` : sql`a.searchable, a.id`;

/** Clients of a scope by name, above a place in the list. */
export function listClientRows(db: Db, choice: ClientChoice): Promise<ClientListRow[]> {
  const { viewerId, secretary, scope, find, above, limit } = choice;
  return db.$queryRaw<ClientListRow[]>`
    SELECT page.*,
      (SELECT count(*)::int FROM (
        SELECT FROM task t
        WHERE t.client_id = page.id AND t.done_at IS NULL
          AND (t.assignee_id = ${viewerId}::uuid ${secretary ? sql`OR t.assignee_id IS NULL` : sql``})
        LIMIT 100) open) AS waiting
    FROM (
      SELECT a.id, a.name, a.searchable, a.active, a.sign_in_id IS NOT NULL AS activated,
        d.client_number AS "clientNumber", d.therapists, r.since
      FROM account a
      JOIN client_details d ON d.account_id = a.id
      ${scope === "caseload" ? sql`` : sql`LEFT`}
      JOIN relation r ON r.client_id = a.id AND r.professional_id = ${viewerId}::uuid AND r.ended_at IS NULL
      WHERE a.kind = 'client' AND ${inScope(scope)}
        ${find === undefined ? sql`` : sql`AND (a.searchable LIKE ${find.pattern} OR a.id = ${find.id}::uuid)`}
        ${above === undefined ? sql`` : sql`AND (${placeIn(scope)}) > (${above.searchable}, ${above.id}::uuid)`}
      ORDER BY ${placeIn(scope)} LIMIT ${limit}) page
    ORDER BY page.searchable, page.id`;
}

/** Whether a client with this ID is in the viewer's reach is for the list to say; this only resolves the ID. */
export async function findByClientNumber(db: Db, clientNumber: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT account_id AS id FROM client_details WHERE upper(client_number) = upper(${clientNumber})`;
  return row?.id ?? null;
}

/** Account details of a client, with the address of the sign-in, or else of the latest invitation. */
export interface ClientDetailsRow {
  name: string;
  email: string;
  born: string;
  clientNumber: string;
  createdAt: Date;
  activatedAt: Date | null;
  invitedAt: Date | null;
  invitedUntil: Date | null;
}

export async function readDetails(db: Db, clientId: string): Promise<ClientDetailsRow | null> {
  const [row] = await db.$queryRaw<ClientDetailsRow[]>`
    SELECT a.name, coalesce(s.email, i.email, '') AS email, d.born::text AS born, d.client_number AS "clientNumber",
      a.created_at AS "createdAt",
      CASE WHEN a.sign_in_id IS NOT NULL THEN coalesce(i.accepted_at, a.created_at) END AS "activatedAt",
      CASE WHEN i.accepted_at IS NULL AND i.ended_at IS NULL THEN i.sent_at END AS "invitedAt",
      CASE WHEN i.accepted_at IS NULL AND i.ended_at IS NULL THEN i.expires_at END AS "invitedUntil"
    FROM account a
    JOIN client_details d ON d.account_id = a.id
    LEFT JOIN sign_in s ON s.id = a.sign_in_id
    LEFT JOIN LATERAL (
      SELECT * FROM invitation WHERE account_id = a.id ORDER BY sent_at DESC, ended_at DESC NULLS FIRST LIMIT 1) i ON true
    WHERE a.id = ${clientId}::uuid AND a.kind = 'client'`;
  return row ?? null;
}

const refuseTaken = (error: unknown): never => {
  throw isTaken(error) ? new Refused("client-number-taken") : error;
};

export async function insertDetails(
  db: Db,
  { accountId, clientNumber, born }: { accountId: string; clientNumber: string; born: string },
): Promise<void> {
  await db.clientDetails
    .create({ data: { accountId, clientNumber, born: new Date(born) }, select: { accountId: true } })
    .catch(refuseTaken);
}

export async function writeDetails(
  db: Db,
  accountId: string,
  { clientNumber, born }: { clientNumber: string | undefined; born: string | undefined },
): Promise<void> {
  await db.clientDetails
    .update({
      where: { accountId },
      data: {
        ...(clientNumber === undefined ? {} : { clientNumber }),
        ...(born === undefined ? {} : { born: new Date(born) }),
      },
      select: { accountId: true },
    })
    .catch(refuseTaken);
}

/** P-04: related persons whom the client invited, who accepted and were not removed. */
export const countRelatedPersons = (db: Db, clientId: string): Promise<number> =>
  db.relatedPersonLink.count({
    where: { clientId, inviterKind: "client", acceptedAt: { not: null }, endedAt: null },
  });

export async function writeClientActive(db: Db, id: string, active: boolean): Promise<void> {
  await db.account.update({ where: { id }, data: { active }, select: { id: true } });
}

/** What waits again when a client comes back: tools that were not begun, and feedback that was asked for. */
export async function resumeTasks(db: Db, clientId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO task (kind, assignee_id, client_id, tool_id)
    SELECT 'work-on-tool', t.client_id, t.client_id, t.id FROM tool t
    WHERE t.client_id = ${clientId}::uuid AND t.finished_at IS NULL
      AND NOT EXISTS (SELECT FROM tool_entry e WHERE e.tool_id = t.id)
    UNION ALL
    SELECT 'give-feedback', t.guide_id, t.client_id, t.id FROM tool t
    WHERE t.client_id = ${clientId}::uuid AND t.guide_id IS NOT NULL
      AND EXISTS (SELECT FROM feedback_moment m WHERE m.tool_id = t.id AND m.state = 'waiting')
    ON CONFLICT DO NOTHING`;
}
