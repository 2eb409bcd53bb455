import type { Change, Db } from "../database.ts";
import { appendFact } from "../facts.ts";

/** A therapist whose account is in use, who stays so until the change is done; null where this isn't one. */
export async function holdTherapist(db: Db, professionalId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM account
    WHERE id = ${professionalId}::uuid AND kind = 'professional' AND active AND sign_in_id IS NOT NULL
      AND 'therapist' = ANY(roles) FOR SHARE`;
  return row ?? null;
}

/** Locks a professional's account: nobody can relate them until the change is done. */
export async function lockProfessional(db: Db, professionalId: string): Promise<void> {
  await db.$queryRaw`SELECT FROM account WHERE id = ${professionalId}::uuid FOR NO KEY UPDATE`;
}

export async function isRelated(db: Db, clientId: string, professionalId: string): Promise<boolean> {
  const row = await db.relation.findFirst({ where: { clientId, professionalId, endedAt: null }, select: { id: true } });
  return row !== null;
}

/** The clients to whom a professional is related now, in the order of their ids. */
export async function listCaseload(db: Db, professionalId: string): Promise<string[]> {
  const rows = await db.relation.findMany({
    where: { professionalId, endedAt: null },
    orderBy: { clientId: "asc" },
    select: { clientId: true },
  });
  return rows.map(({ clientId }) => clientId);
}

/** Relates a professional to a client and tells of it; gives the id of the event. */
export async function createRelation(
  change: Change,
  relation: { professionalId: string; clientId: string; since: Date; madeBy?: string },
): Promise<string> {
  await change.db.relation.create({ data: relation, select: { id: true } });
  const { professionalId, clientId } = relation;
  return appendFact(change, { type: "relation-made.v1", payload: { professionalId, clientId } });
}

/** Ends the standing relation; false where there is none. */
export async function writeRelationEnd(
  db: Db,
  { clientId, professionalId, endedBy }: { clientId: string; professionalId: string; endedBy: string | null },
): Promise<boolean> {
  const { count } = await db.relation.updateMany({
    where: { clientId, professionalId, endedAt: null },
    data: { endedAt: new Date(), endedBy },
  });
  return count > 0;
}

/** A professional who is related to a client. */
export interface RelatedRow {
  id: string;
  name: string;
  roles: string[];
  since: Date;
  /** The last day of an absence that goes on today. */
  absentUntil: string | null;
}

/** Who is related to a client, longest first. */
export const listRelated = (db: Db, clientId: string): Promise<RelatedRow[]> =>
  db.$queryRaw<RelatedRow[]>`
    SELECT a.id, a.name, a.roles, r.since, b.until_day::text AS "absentUntil"
    FROM relation r
    JOIN account a ON a.id = r.professional_id
    LEFT JOIN absence b ON b.professional_id = a.id AND b.ended_at IS NULL
      AND CURRENT_DATE BETWEEN b.from_day AND b.until_day
    WHERE r.client_id = ${clientId}::uuid AND r.ended_at IS NULL
    ORDER BY r.since, a.id`;

/** Tools of a client that have a guide. */
export async function listGuides(
  db: Db,
  clientId: string,
): Promise<{ id: string; catalogueKey: string; guideId: string | null }[]> {
  return db.tool.findMany({
    where: { clientId, guideId: { not: null } },
    orderBy: [{ assignedAt: "asc" }, { id: "asc" }],
    select: { id: true, catalogueKey: true, guideId: true },
  });
}

/** Therapists whose accounts are in use, by name; at most 20. `searchable` is part of a name. */
export const findTherapists = (
  db: Db,
  {
    clientId,
    searchable,
    which,
    without,
  }: {
    clientId: string;
    searchable: string;
    which: "related" | "unrelated" | "any";
    without: string | null;
  },
): Promise<{ id: string; name: string; related: boolean }[]> => db.$queryRaw`
    SELECT a.id, a.name, r.id IS NOT NULL AS related
    FROM account a
    LEFT JOIN relation r ON r.professional_id = a.id AND r.client_id = ${clientId}::uuid AND r.ended_at IS NULL
    WHERE a.kind = 'professional' AND a.active AND a.sign_in_id IS NOT NULL AND a.roles @> ARRAY['therapist']
      AND (${which} = 'any' OR (r.id IS NOT NULL) = (${which} = 'related'))
      AND a.id IS DISTINCT FROM ${without}::uuid
      AND a.searchable LIKE ${`%${searchable.replace(/[\\%_]/g, "\\$&")}%`}
    ORDER BY a.searchable, a.id
    LIMIT 20`;

/** What hangs on a relation, in numbers. */
export async function countOnRelation(
  db: Db,
  { clientId, professionalId }: { clientId: string; professionalId: string },
): Promise<{ openTasks: number; otherTherapists: number }> {
  const [row] = await db.$queryRaw<{ openTasks: number; otherTherapists: number }[]>`
    SELECT
      (SELECT count(*)::int FROM task
        WHERE client_id = ${clientId}::uuid AND assignee_id = ${professionalId}::uuid AND done_at IS NULL) AS "openTasks",
      (SELECT count(*)::int FROM relation
        WHERE client_id = ${clientId}::uuid AND professional_id <> ${professionalId}::uuid AND ended_at IS NULL)
        AS "otherTherapists"`;
  return row ?? { openTasks: 0, otherTherapists: 0 };
}
