import type { Db } from "../database.ts";

export interface NewEmailChange {
  id: string;
  signInId: string;
  accountId: string;
  email: string;
  tokenHash: string;
  expiresAt: Date;
}

/** Writes a wish for another address, in the place of the one before. */
export async function insertEmailChange(db: Db, wish: NewEmailChange): Promise<void> {
  await db.$queryRaw`SELECT FROM sign_in WHERE id = ${wish.signInId}::uuid FOR NO KEY UPDATE`;
  await db.emailChange.updateMany({
    where: { signInId: wish.signInId, confirmedAt: null, endedAt: null },
    data: { endedAt: new Date() },
  });
  await db.emailChange.create({ data: wish, select: { id: true } });
}

export interface EmailChangeRow {
  id: string;
  signInId: string;
  accountId: string;
  email: string;
}

const select = { id: true, signInId: true, accountId: true, email: true } as const;
const open = () => ({ confirmedAt: null, endedAt: null, expiresAt: { gt: new Date() } });

export const findOpenEmailChange = (db: Db, id: string): Promise<EmailChangeRow | null> =>
  db.emailChange.findFirst({ where: { id, ...open() }, select });

/** Uses a link up; null where it is not or no longer valid. One of two at once gets it. */
export async function takeEmailChange(db: Db, tokenHash: string): Promise<EmailChangeRow | null> {
  const [taken] = await db.emailChange.updateManyAndReturn({
    where: { tokenHash, ...open() },
    data: { confirmedAt: new Date() },
    select,
  });
  return taken ?? null;
}

/** Gives a sign-in another address; gives the one before. Throws where another sign-in has it. */
export async function writeEmail(db: Db, signInId: string, email: string): Promise<string> {
  const before = await db.signIn.findUniqueOrThrow({ where: { id: signInId }, select: { email: true } });
  await db.signIn.update({ where: { id: signInId }, data: { email }, select: { id: true } });
  return before.email;
}
