import type { Db } from "../database.ts";

export interface NewAbsence {
  professionalId: string;
  from: string;
  until: string;
  note: string;
  coveringId: string | null;
}

const ANY_DAY = new Date(0);

/** Writes an absence in the place of the one before; of two at once one comes after the other. */
export async function replaceAbsence(db: Db, { from, until, ...absence }: NewAbsence): Promise<void> {
  await db.$queryRaw`SELECT FROM account WHERE id = ${absence.professionalId}::uuid FOR NO KEY UPDATE`;
  await endAbsence(db, absence.professionalId, ANY_DAY);
  await db.absence.create({
    data: { ...absence, fromDay: new Date(from), untilDay: new Date(until) },
    select: { id: true },
  });
}

/** Takes back an absence that ends on `today` or later; false where there is none. */
export async function endAbsence(db: Db, professionalId: string, today: Date): Promise<boolean> {
  const { count } = await db.absence.updateMany({
    where: { professionalId, endedAt: null, untilDay: { gte: today } },
    data: { endedAt: new Date() },
  });
  return count > 0;
}

/** A colleague who can cover: a professional whose account is in use. */
export function findCovering(db: Db, id: string): Promise<{ id: string; name: string } | null> {
  return db.account.findFirst({
    where: { id, kind: "professional", active: true, signInId: { not: null } },
    select: { id: true, name: true },
  });
}
