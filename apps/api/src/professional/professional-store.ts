import type { Role } from "@kring/domain/contract";
import { readRoles } from "../account/index.ts";
import { type Db, sql } from "../database.ts";
import { likePart } from "../paging.ts";

/** A professional with the absence that they registered and that is not over. */
export interface ProfessionalRow {
  id: string;
  name: string;
  searchable: string;
  roles: Role[];
  active: boolean;
  activated: boolean;
  absence: {
    from: string;
    until: string;
    note: string;
    covering: { id: string; name: string } | null;
  } | null;
}

interface Row {
  id: string;
  name: string;
  searchable: string;
  roles: string[];
  active: boolean;
  activated: boolean;
  from_day: string | null;
  until_day: string | null;
  note: string | null;
  covering_id: string | null;
  covering_name: string | null;
}

const columns = sql`
  a.id, a.name, a.searchable, a.roles, a.active, a.sign_in_id IS NOT NULL AS activated,
  b.from_day::text AS from_day, b.until_day::text AS until_day, b.note, c.id AS covering_id, c.name AS covering_name`;

const joinAbsence = (today: string) => sql`
  LEFT JOIN absence b ON b.professional_id = a.id AND b.ended_at IS NULL AND b.until_day >= ${today}::date
  LEFT JOIN account c ON c.id = b.covering_id AND c.active`;

function readRow({ from_day, until_day, note, covering_id, covering_name, ...row }: Row): ProfessionalRow {
  const covering = covering_id !== null && covering_name !== null ? { id: covering_id, name: covering_name } : null;
  const absence =
    from_day !== null && until_day !== null ? { from: from_day, until: until_day, note: note ?? "", covering } : null;
  return { ...row, roles: readRoles(row.roles), absence };
}

export interface ProfessionalChoice {
  today: string;
  role: Role | undefined;
  /** As searchable text. */
  name: string | undefined;
  /** Only accounts that may be used. */
  activeOnly: boolean;
  above: { searchable: string; id: string } | undefined;
  limit: number;
}

/** Professionals by name, above a place in the list. */
export async function listProfessionalRows(db: Db, choice: ProfessionalChoice): Promise<ProfessionalRow[]> {
  const { today, role, name, activeOnly, above, limit } = choice;
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${columns} FROM account a ${joinAbsence(today)}
    WHERE a.kind = 'professional'
      ${activeOnly ? sql`AND a.active` : sql``}
      ${role === undefined ? sql`` : sql`AND a.roles @> ARRAY[${role}]::text[]`}
      ${name === undefined ? sql`` : sql`AND a.searchable LIKE ${likePart(name)}`}
      ${above === undefined ? sql`` : sql`AND (a.searchable, a.id) > (${above.searchable}, ${above.id}::uuid)`}
    ORDER BY a.searchable, a.id LIMIT ${limit}`;
  return rows.map(readRow);
}

export async function findProfessional(db: Db, id: string, today: string): Promise<ProfessionalRow | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${columns} FROM account a ${joinAbsence(today)} WHERE a.kind = 'professional' AND a.id = ${id}::uuid`;
  return row ? readRow(row) : null;
}

/** Who holds a role and can sign in, by name; at most ten. */
export function listHolders(db: Db, role: Role): Promise<{ id: string; name: string }[]> {
  return db.account.findMany({
    where: { kind: "professional", active: true, signInId: { not: null }, roles: { has: role } },
    orderBy: [{ searchable: "asc" }, { id: "asc" }],
    take: 10,
    select: { id: true, name: true },
  });
}

/** Whatever takes a role or an account from an application manager does so one after the other (R-01). */
export async function lockManagers(db: Db): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('application-managers', 0))::text`;
}

/** Application managers who can sign in, besides one. */
export const countOtherManagers = (db: Db, id: string): Promise<number> =>
  db.account.count({
    where: {
      kind: "professional",
      active: true,
      signInId: { not: null },
      roles: { has: "application-manager" },
      id: { not: id },
    },
  });

export async function writeRoles(db: Db, id: string, roles: readonly Role[]): Promise<void> {
  await db.account.update({ where: { id }, data: { roles: [...roles] }, select: { id: true } });
}

export async function writeActive(db: Db, id: string, active: boolean): Promise<void> {
  await db.account.update({ where: { id }, data: { active }, select: { id: true } });
}

/** Address and second factor of the sign-in of an account. */
export async function findSignInOf(
  db: Db,
  accountId: string,
): Promise<{ id: string; email: string; secondFactorOn: boolean } | null> {
  const row = await db.account.findUnique({
    where: { id: accountId },
    select: { signIn: { select: { id: true, email: true, secondFactorOn: true } } },
  });
  return row?.signIn ?? null;
}

/** What ends with the work of a therapist, in numbers (R-09). */
export interface CaseloadNumbers {
  clients: number;
  clientsLeftAlone: number;
  toolsUnguided: number;
  feedbackMomentsOff: number;
  pendingRequests: number;
}

export async function countCaseload(db: Db, professionalId: string): Promise<CaseloadNumbers> {
  const [row] = await db.$queryRaw<CaseloadNumbers[]>`
    WITH mine AS (SELECT client_id FROM relation WHERE professional_id = ${professionalId}::uuid AND ended_at IS NULL),
    guided AS (SELECT t.id FROM tool t JOIN mine USING (client_id) WHERE t.guide_id = ${professionalId}::uuid)
    SELECT (SELECT count(*)::int FROM mine) AS clients,
      (SELECT count(*)::int FROM mine JOIN client_details d ON d.account_id = mine.client_id WHERE d.therapists = 1)
        AS "clientsLeftAlone",
      (SELECT count(*)::int FROM guided) AS "toolsUnguided",
      (SELECT count(*)::int FROM feedback_moment m JOIN guided ON guided.id = m.tool_id WHERE m.state = 'waiting')
        AS "feedbackMomentsOff",
      (SELECT count(*)::int FROM relate_request
        WHERE state = 'pending' AND (professional_id = ${professionalId}::uuid OR transfer_from = ${professionalId}::uuid))
        AS "pendingRequests"`;
  if (!row) throw new Error("A count gave no row");
  return row;
}
