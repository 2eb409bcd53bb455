import type { Db } from "../database.ts";

const PROVIDER = "credential";

/** A sign-in by its address, in lower case. */
export function findSignIn(db: Db, email: string): Promise<{ id: string; email: string; language: string } | null> {
  return db.signIn.findUnique({ where: { email }, select: { id: true, email: true, language: true } });
}

export function findSignInById(db: Db, id: string): Promise<{ email: string } | null> {
  return db.signIn.findUnique({ where: { id }, select: { email: true } });
}

/** The hash of a sign-in's password. */
export async function readPasswordHash(db: Db, signInId: string): Promise<string | undefined> {
  const row = await db.credential.findUnique({
    where: { provider_subject: { provider: PROVIDER, subject: signInId } },
    select: { password: true },
  });
  return row?.password ?? undefined;
}

export async function writePasswordHash(db: Db, signInId: string, password: string): Promise<void> {
  const where = { provider_subject: { provider: PROVIDER, subject: signInId } };
  await db.credential.upsert({
    where,
    update: { password },
    create: { signInId, provider: PROVIDER, subject: signInId, password },
    select: { id: true },
  });
}

export interface NewSignIn {
  email: string;
  language: "nl" | "en";
  passwordHash: string;
}

/** Makes a sign-in with a password; gives its id. */
export async function createSignIn(db: Db, { email, language, passwordHash }: NewSignIn): Promise<string> {
  const { id } = await db.signIn.create({ data: { email, language }, select: { id: true } });
  await writePasswordHash(db, id, passwordHash);
  return id;
}

/** Voids reset links, second steps and changes of address under way: they rest on what is no more. */
export async function voidVerifications(db: Db, signInId: string): Promise<void> {
  await db.verification.deleteMany({ where: { value: signInId } });
  await db.emailChange.updateMany({
    where: { signInId, confirmedAt: null, endedAt: null },
    data: { endedAt: new Date() },
  });
}
