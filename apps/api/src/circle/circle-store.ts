import type { Db } from "../database.ts";

/** A professional in a client's circle. */
export interface CircleProfessional {
  id: string;
  name: string;
  roles: string[];
  since: Date;
  absentFrom: string | null;
  absentUntil: string | null;
  note: string | null;
  absentNow: boolean | null;
  endingWished: boolean;
}

/** Who is related to a client, with an absence that goes on or is to come, longest first. */
export const listCircleProfessionals = (db: Db, clientId: string): Promise<CircleProfessional[]> => db.$queryRaw`
  SELECT a.id, a.name, a.roles, r.since, b.from_day::text AS "absentFrom", b.until_day::text AS "absentUntil", b.note,
    b.from_day <= CURRENT_DATE AS "absentNow",
    EXISTS (SELECT FROM task k WHERE k.client_id = r.client_id AND k.professional_id = a.id
      AND k.kind = 'end-relation-wish' AND k.done_at IS NULL) AS "endingWished"
  FROM relation r
  JOIN account a ON a.id = r.professional_id
  LEFT JOIN absence b ON b.professional_id = a.id AND b.ended_at IS NULL AND b.until_day >= CURRENT_DATE
  WHERE r.client_id = ${clientId}::uuid AND r.ended_at IS NULL
  ORDER BY r.since, a.id`;

export interface TemporaryReader {
  id: string;
  name: string;
  since: Date;
  until: Date;
}

/** Who reads the account for a time, earliest first. */
export const listTemporary = (db: Db, clientId: string): Promise<TemporaryReader[]> => db.$queryRaw`
  SELECT a.id, a.name, t.started_at AS since, t.until FROM temporary_access t JOIN account a ON a.id = t.professional_id
  WHERE t.client_id = ${clientId}::uuid AND t.ended_at IS NULL AND t.until > now()
  ORDER BY t.started_at, t.id`;

/** Whether the client already asked to end this relation. */
export async function isEndingWished(db: Db, clientId: string, professionalId: string): Promise<boolean> {
  const row = await db.task.findFirst({
    where: { clientId, professionalId, kind: "end-relation-wish", doneAt: null },
    select: { id: true },
  });
  return row !== null;
}
