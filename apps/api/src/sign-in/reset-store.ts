import { createHash } from "node:crypto";
import type { Db } from "../database.ts";

/** As better-auth keeps it: a database that leaks opens no account. */
const storedIdentifier = (token: string) => createHash("sha256").update(`reset-password:${token}`).digest("base64url");

/** Stores a token that chooses a new password; the same token again changes nothing. */
export async function storeResetToken(
  db: Db,
  { token, signInId, seconds }: { token: string; signInId: string; seconds: number },
): Promise<void> {
  const identifier = storedIdentifier(token);
  if (await db.verification.findFirst({ where: { identifier }, select: { id: true } })) return;
  await db.verification.create({
    data: { identifier, value: signInId, expiresAt: new Date(Date.now() + seconds * 1000) },
    select: { id: true },
  });
}

/** The sign-in that a token that is still valid belongs to. */
export async function findSignInByReset(db: Db, token: string): Promise<{ id: string; email: string } | null> {
  const row = await db.verification.findFirst({
    where: { identifier: storedIdentifier(token), expiresAt: { gt: new Date() } },
    select: { value: true },
  });
  return row && db.signIn.findUnique({ where: { id: row.value }, select: { id: true, email: true } });
}
