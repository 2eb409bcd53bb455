import { createHash } from "node:crypto";
import type { Db } from "../database.ts";

/** As better-auth keeps it: a database that leaks opens no account. */
const hashIdentifier = (identifier: string) => createHash("sha256").update(identifier).digest("base64url");
const hashReset = (token: string) => hashIdentifier(`reset-password:${token}`);

/** Stores a token that chooses a new password; the same token again changes nothing. */
export async function storeResetToken(
  db: Db,
  { token, signInId, seconds }: { token: string; signInId: string; seconds: number },
): Promise<void> {
  await storeToken(db, { identifier: hashReset(token), signInId, seconds });
}

async function storeToken(
  db: Db,
  { identifier, signInId, seconds }: { identifier: string; signInId: string; seconds: number },
): Promise<void> {
  if (await db.verification.findFirst({ where: { identifier }, select: { id: true } })) return;
  await db.verification.create({
    data: { identifier, value: signInId, expiresAt: new Date(Date.now() + seconds * 1000) },
    select: { id: true },
  });
}

/** The sign-in that a token that is still valid belongs to. */
export const findSignInByReset = (db: Db, token: string) => findVerified(db, hashReset(token));

const hashFactorReset = (token: string) => hashIdentifier(`second-factor-reset:${token}`);

/** Stores a token that removes a second factor, the same token again changes nothing. */
export async function storeFactorResetToken(
  db: Db,
  { token, signInId, seconds }: { token: string; signInId: string; seconds: number },
): Promise<void> {
  await storeToken(db, { identifier: hashFactorReset(token), signInId, seconds });
}

/** Uses such a token up; gives the sign-in it was for, null where it is not or no longer valid. */
export async function takeFactorResetToken(db: Db, token: string): Promise<VerifiedSignIn | null> {
  const identifier = hashFactorReset(token);
  const found = await findVerified(db, identifier);
  if (!found) return null;
  const { count } = await db.verification.deleteMany({ where: { identifier } });
  return count > 0 ? found : null;
}

/** The sign-in whose second step this cookie is for; better-auth itself checks the signature that comes after the dot. */
export async function findSignInBySecondStep(db: Db, cookie: string): Promise<VerifiedSignIn | null> {
  const identifier = /^(2fa-[\w-]{20})\./.exec(cookie)?.[1];
  return identifier === undefined ? null : findVerified(db, hashIdentifier(identifier));
}

interface VerifiedSignIn {
  id: string;
  email: string;
}

async function findVerified(db: Db, identifier: string): Promise<VerifiedSignIn | null> {
  const row = await db.verification.findFirst({
    where: { identifier, expiresAt: { gt: new Date() } },
    select: { value: true },
  });
  return row && db.signIn.findUnique({ where: { id: row.value }, select: { id: true, email: true } });
}
