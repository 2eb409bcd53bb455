import { type InvitationState, toSearchable } from "@kring/domain";
import type { AccountKind, Language } from "@kring/domain/contract";
import { readKind } from "../account/index.ts";
import type { Db } from "../database.ts";

export interface NewInvitation {
  id: string;
  accountId: string;
  email: string;
  language: Language;
  tokenHash: string;
  invitedBy: string | null;
  sentAt: Date;
  expiresAt: Date;
}

/** Writes an invitation; the account must be locked and have none standing. */
export async function insertInvitation(db: Db, invitation: NewInvitation): Promise<void> {
  await db.invitation.create({ data: invitation, select: { id: true } });
}

/** Voids the standing invitation of an account; false where there is none. */
export async function endInvitation(db: Db, accountId: string): Promise<boolean> {
  const { count } = await db.invitation.updateMany({
    where: { accountId, acceptedAt: null, endedAt: null },
    data: { endedAt: new Date() },
  });
  return count > 0;
}

export const readLanguage = (language: string): Language => (language === "en" ? "en" : "nl");

/** The latest invitation of an account, also one that was voided: it holds the address, and the language. */
export function findLatestInvitation(db: Db, accountId: string) {
  return db.invitation.findFirst({
    where: { accountId },
    orderBy: [{ sentAt: "desc" }, { endedAt: { sort: "desc", nulls: "first" } }],
    select: { id: true, email: true, language: true, sentAt: true, expiresAt: true, acceptedAt: true, endedAt: true },
  });
}

/** An invitation with the account that it activates. */
export interface FoundInvitation {
  id: string;
  email: string;
  language: Language;
  account: { id: string; kind: AccountKind; name: string };
  state: InvitationState;
}

interface Row {
  id: string;
  email: string;
  language: string;
  expires_at: Date;
  accepted_at: Date | null;
  ended_at: Date | null;
  account_id: string;
  kind: string;
  name: string;
  active: boolean;
  sign_in_id: string | null;
}

/** An invitation by the hash of its link, or by its id. */
export async function findInvitation(
  db: Db,
  { tokenHash = null, id = null }: { tokenHash?: string | null; id?: string | null },
): Promise<FoundInvitation | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT i.id, i.email, i.language, i.expires_at, i.accepted_at, i.ended_at, a.id AS account_id, a.kind, a.name, a.active, a.sign_in_id
    FROM invitation i JOIN account a ON a.id = i.account_id
    WHERE (i.token_hash = ${tokenHash}::text OR i.id = ${id}::uuid)`;
  if (!row) return null;
  return {
    id: row.id,
    email: row.email,
    language: readLanguage(row.language),
    account: { id: row.account_id, kind: readKind(row.kind), name: row.name },
    state: {
      expiresAt: row.expires_at.getTime(),
      accepted: row.accepted_at !== null,
      ended: row.ended_at !== null,
      account: { active: row.active, activated: row.sign_in_id !== null },
    },
  };
}

export async function markInvitationAccepted(db: Db, id: string): Promise<void> {
  await db.invitation.update({ where: { id }, data: { acceptedAt: new Date() }, select: { id: true } });
}

/** Holds an account until the change is done: what is decided about its owner is decided once. */
export async function lockAccount(db: Db, accountId: string): Promise<void> {
  await db.$queryRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
}

/** Gives an account its owner; false where the sign-in has one of this kind already. */
export async function giveOwner(db: Db, accountId: string, kind: AccountKind, signInId: string): Promise<boolean> {
  await db.$queryRaw`SELECT FROM sign_in WHERE id = ${signInId}::uuid FOR NO KEY UPDATE`;
  if ((await db.account.count({ where: { signInId, kind } })) > 0) return false;
  const { count } = await db.account.updateMany({ where: { id: accountId, signInId: null }, data: { signInId } });
  return count > 0;
}

/** An account of a kind that an address belongs to, or was last invited to. */
export async function findAccountByAddress(
  db: Db,
  kind: AccountKind,
  email: string,
): Promise<{ id: string; activated: boolean } | null> {
  const [row] = await db.$queryRaw<{ id: string; activated: boolean }[]>`
    SELECT a.id, true AS activated FROM account a JOIN sign_in s ON s.id = a.sign_in_id
    WHERE a.kind = ${kind} AND s.email = ${email}
    UNION ALL
    SELECT a.id, false FROM invitation i JOIN account a ON a.id = i.account_id
    WHERE i.email = ${email} AND a.kind = ${kind} AND a.sign_in_id IS NULL
      AND NOT EXISTS (SELECT FROM invitation later
        WHERE later.account_id = a.id AND later.sent_at > i.sent_at AND later.email <> i.email)
    LIMIT 1`;
  return row ?? null;
}

/** One change at a time makes, or readdresses, accounts of this kind for this address. */
export async function lockAddress(db: Db, kind: AccountKind, email: string): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${email}`}, 0))::text`;
}

/** Renames an account. */
export async function renameAccount(db: Db, id: string, name: string): Promise<void> {
  await db.account.update({ where: { id }, data: { name, searchable: toSearchable(name) }, select: { id: true } });
}
