import { toSearchable } from "@kring/domain";
import type { AccountKind, Language, Role } from "@kring/domain/contract";
import type { Change, Db } from "../database.ts";
import { appendFact } from "../facts.ts";

const kinds: Record<string, AccountKind> = {
  professional: "professional",
  client: "client",
  "related-person": "related-person",
};
const roleNames: Record<string, Role> = {
  therapist: "therapist",
  secretary: "secretary",
  "application-manager": "application-manager",
};

export function readKind(kind: string): AccountKind {
  const known = kinds[kind];
  if (!known) throw new Error("An account has a kind that this version does not know");
  return known;
}

export const readRoles = (roles: readonly string[]): Role[] => roles.flatMap((role) => roleNames[role] ?? []);

/** An account with the sign-in that opens it. */
export interface SignedInAccount {
  id: string;
  kind: AccountKind;
  name: string;
  roles: Role[];
  signIn: { id: string; email: string; language: Language; secondFactorOn: boolean };
}

const select = {
  id: true,
  kind: true,
  name: true,
  roles: true,
  signIn: { select: { id: true, email: true, language: true, secondFactorOn: true } },
} as const;

/** An account that may be used; null where it is absent, deactivated or has no sign-in. */
export async function findActiveAccount(db: Db, id: string): Promise<SignedInAccount | null> {
  const row = await db.account.findFirst({ where: { id, active: true, signInId: { not: null } }, select });
  if (!row?.signIn) return null;
  return {
    id: row.id,
    kind: readKind(row.kind),
    name: row.name,
    roles: readRoles(row.roles),
    signIn: { ...row.signIn, language: row.signIn.language === "en" ? "en" : "nl" },
  };
}

/** The accounts of a sign-in that may be used, oldest first. */
export async function listActiveAccounts(
  db: Db,
  signInId: string,
): Promise<{ id: string; kind: AccountKind; name: string }[]> {
  const rows = await db.account.findMany({
    where: { signInId, active: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, kind: true, name: true },
  });
  return rows.map((row) => ({ ...row, kind: readKind(row.kind) }));
}

/** Ids of the professionals who may be used and have this role. */
export async function listActiveWithRole(db: Db, role: Role): Promise<string[]> {
  const rows = await db.account.findMany({
    where: { kind: "professional", active: true, roles: { has: role } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Ids of all professionals who may be used. */
export async function listActiveProfessionals(db: Db): Promise<string[]> {
  const rows = await db.account.findMany({ where: { kind: "professional", active: true }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function changeLanguage(db: Db, signInId: string, language: Language): Promise<void> {
  await db.signIn.update({ where: { id: signInId }, data: { language }, select: { id: true } });
}

export interface NewAccount {
  id: string;
  /** Null until its owner activates it. */
  signInId: string | null;
  kind: AccountKind;
  roles: readonly Role[];
  name: string;
}

/** Tells others that an account looks different now; append it after the row was locked. */
export const tellAccountChanged = (change: Change, accountId: string): Promise<string> =>
  appendFact(change, { type: "account-changed.v1", payload: { accountId } });

/** Makes an account and tells of it; gives the id of the event. */
export async function createAccount(change: Change, account: NewAccount): Promise<string> {
  await change.db.account.create({
    data: { ...account, roles: [...account.roles], searchable: toSearchable(account.name) },
    select: { id: true },
  });
  return tellAccountChanged(change, account.id);
}

/** Names of accounts, by id; an id that is absent has none. */
export async function readNames(db: Db, ids: Iterable<string | null>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const rows = await db.account.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
