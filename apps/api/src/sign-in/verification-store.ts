import { createHash } from "node:crypto";
import type { Db } from "../database.ts";

/** As better-auth keeps it: a database that leaks opens no account. */
const hashIdentifier = (identifier: string) => createHash("sha256").update(identifier).digest("base64url");
const hashReset = (token: string) => hashIdentifier(`reset-password:${token}`);

/** Whose link a token is for, and the address that it is mailed to. */
interface Mailed {
  token: string;
  signInId: string;
  email: string;
  seconds: number;
}

/**
 * Stores a token that chooses a new password; the same token again changes nothing. False where the link is not to be mailed: it was used, or
 * the sign-in has got another address or password since it was asked for (milliseconds).
 */
export const storeResetToken = (db: Db, { askedAt, ...mailed }: Mailed & { askedAt: number }): Promise<boolean> =>
  storeToken(db, { ...mailed, identifier: hashReset(mailed.token), askedAt: new Date(askedAt) });

/** The row of the sign-in is held meanwhile: whoever changes its address voids what was stored before, and stores nothing after. */
async function storeToken(
  db: Db,
  {
    identifier,
    signInId,
    email,
    seconds,
    askedAt = null,
  }: Omit<Mailed, "token"> & { identifier: string; askedAt?: Date | null },
): Promise<boolean> {
  const expiresAt = new Date(Date.now() + seconds * 1000);
  const stored = await db.$executeRaw`
    INSERT INTO verification (identifier, value, expires_at)
    SELECT ${identifier}, s.id::text, ${expiresAt}::timestamptz
    FROM sign_in s JOIN credential c ON c.sign_in_id = s.id
    WHERE s.id = ${signInId}::uuid AND s.email = ${email} AND c.updated_at <= coalesce(${askedAt}::timestamptz, 'infinity')
      AND NOT EXISTS (SELECT FROM verification v WHERE v.identifier = ${identifier})
    FOR SHARE OF s, c`;
  return stored > 0 || (await db.verification.findFirst({ where: { identifier }, select: { id: true } })) !== null;
}

/** The sign-in that a token that is still valid belongs to. */
export const findSignInByReset = (db: Db, token: string) => findVerified(db, hashReset(token));

const hashFactorReset = (token: string) => hashIdentifier(`second-factor-reset:${token}`);

/** Stores a token that removes a second factor, the same token again changes nothing. False where the sign-in has got another address. */
export const storeFactorResetToken = (db: Db, mailed: Mailed): Promise<boolean> =>
  storeToken(db, { ...mailed, identifier: hashFactorReset(mailed.token) });

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
