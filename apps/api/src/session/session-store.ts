import type { Db } from "../database.ts";

export interface SessionRow {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
}

/** The sessions of a sign-in that have not ended, latest used first. */
export function listSessions(db: Db, signInId: string): Promise<SessionRow[]> {
  return db.session.findMany({
    where: { signInId, expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    select: { id: true, userAgent: true, createdAt: true, updatedAt: true, expiresAt: true },
  });
}

/** Ends one session of a sign-in; false where it has none by that id. */
export async function endSession(db: Db, signInId: string, id: string): Promise<boolean> {
  const { count } = await db.session.deleteMany({ where: { id, signInId } });
  return count > 0;
}

/** Ends whatever session has this id. */
export async function endSessionById(db: Db, id: string): Promise<void> {
  await db.session.deleteMany({ where: { id } });
}

/** Ends every session of a sign-in but one. */
export async function endOtherSessions(db: Db, signInId: string, keptId: string): Promise<void> {
  await db.session.deleteMany({ where: { signInId, id: { not: keptId } } });
}

/** Ends every session of a sign-in. */
export async function endAllSessions(db: Db, signInId: string): Promise<void> {
  await db.session.deleteMany({ where: { signInId } });
}

/** Ends every session that acts as this account. */
export async function endSessionsOfAccount(db: Db, accountId: string): Promise<void> {
  await db.session.deleteMany({ where: { accountId } });
}

/** Ends the sessions whose time is over; gives how many. */
export async function endExpiredSessions(db: Db): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { expiresAt: { lte: new Date() } } });
  return count;
}

/** Forgets reset links and second steps whose time is over. */
export async function forgetExpiredVerifications(db: Db): Promise<void> {
  await db.verification.deleteMany({ where: { expiresAt: { lte: new Date() } } });
}

/** Makes a session act as another account of its sign-in. */
export async function switchAccount(db: Db, sessionId: string, accountId: string): Promise<void> {
  await db.session.update({ where: { id: sessionId }, data: { accountId }, select: { id: true } });
}
