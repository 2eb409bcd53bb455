import type { Db } from "../database.ts";

/** Says whether a sign-in asks for a second step. */
export async function setSecondFactorOn(db: Db, signInId: string, secondFactorOn: boolean): Promise<void> {
  await db.signIn.update({ where: { id: signInId }, data: { secondFactorOn }, select: { id: true } });
}

/** Forgets the secret and the recovery codes; false where there were none. */
export async function deleteSecondFactor(db: Db, signInId: string): Promise<boolean> {
  const { count } = await db.secondFactor.deleteMany({ where: { signInId } });
  return count > 0;
}

export async function isSecondFactorStarted(db: Db, signInId: string): Promise<boolean> {
  return (await db.secondFactor.findUnique({ where: { signInId }, select: { id: true } })) !== null;
}

/** Where the owner of a second factor is reached; null where the sign-in has none. */
export function findOwnerOfSecondFactor(db: Db, signInId: string): Promise<{ email: string; language: string } | null> {
  return db.signIn.findFirst({
    where: { id: signInId, secondFactorOn: true },
    select: { email: true, language: true },
  });
}
