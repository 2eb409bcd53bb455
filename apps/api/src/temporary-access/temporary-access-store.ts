import type { Db } from "../database.ts";

/** Temporary access that has just ended. */
export interface EndedAccess {
  professionalId: string;
  clientId: string;
  motivation: string;
  /** Its time was over before anybody ended it. */
  overdue: boolean;
}

/** Which temporary access; an absent field says nothing. */
export interface AccessChoice {
  professionalId?: string;
  clientId?: string;
}

interface EndedRow {
  professional_id: string;
  client_id: string;
  motivation: string;
  overdue: boolean;
}

const readEnded = ({ professional_id, client_id, motivation, overdue }: EndedRow): EndedAccess => ({
  professionalId: professional_id,
  clientId: client_id,
  motivation,
  overdue,
});

/** Ends what stands, each exactly once, whoever else tries at the same moment. */
export async function endStanding(db: Db, { professionalId, clientId }: AccessChoice): Promise<EndedAccess[]> {
  const rows = await db.$queryRaw<EndedRow[]>`
    UPDATE temporary_access t SET ended_at = now() FROM client_search s
    WHERE s.id = t.search_id AND t.ended_at IS NULL
      AND (${professionalId ?? null}::uuid IS NULL OR t.professional_id = ${professionalId ?? null}::uuid)
      AND (${clientId ?? null}::uuid IS NULL OR t.client_id = ${clientId ?? null}::uuid)
    RETURNING t.professional_id, t.client_id, s.motivation, t.until <= now() AS overdue`;
  return rows.map(readEnded);
}

/** Ends what is due, or whose professional may no longer have it; what another replica is ending is left to it. */
export async function endDue(db: Db, limit: number): Promise<EndedAccess[]> {
  const rows = await db.$queryRaw<EndedRow[]>`
    UPDATE temporary_access t SET ended_at = now() FROM client_search s
    WHERE s.id = t.search_id AND t.ended_at IS NULL AND t.id IN (
      SELECT d.id FROM temporary_access d JOIN account p ON p.id = d.professional_id
      WHERE d.ended_at IS NULL AND (d.until <= now() OR NOT p.active OR NOT 'therapist' = ANY (p.roles))
      LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED)
    RETURNING t.professional_id, t.client_id, s.motivation, t.until <= now() AS overdue`;
  return rows.map(readEnded);
}

/** Whether anything is to be ended now. */
export async function isAnyDue(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ due: boolean | null }[]>`
    SELECT bool_or(t.until <= now() OR NOT p.active OR NOT 'therapist' = ANY (p.roles)) AS due
    FROM temporary_access t JOIN account p ON p.id = t.professional_id WHERE t.ended_at IS NULL`;
  return row?.due ?? false;
}

/** Temporary access as it is taken. */
export interface TakenAccess {
  professionalId: string;
  clientId: string;
  searchId: string;
  at: Date;
  until: Date;
}

export async function startTemporaryAccess(
  db: Db,
  { professionalId, clientId, searchId, at, until }: TakenAccess,
): Promise<void> {
  await db.temporaryAccess.create({
    data: { professionalId, clientId, searchId, startedAt: at, until },
    select: { id: true },
  });
}

/** When this professional took temporary access since then, to whomever. */
export async function listTakenSince(db: Db, professionalId: string, since: Date): Promise<number[]> {
  const rows = await db.temporaryAccess.findMany({
    where: { professionalId, startedAt: { gt: since } },
    select: { startedAt: true },
  });
  return rows.map(({ startedAt }) => startedAt.getTime());
}

export const countStandingAccess = (db: Db): Promise<number> =>
  db.temporaryAccess.count({ where: { endedAt: null, until: { gt: new Date() } } });
