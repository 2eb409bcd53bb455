import type { LinkEnd, LinkFacts, StoredRecord } from "@kring/domain";
import { REMINDERS_AFTER } from "@kring/domain";
import { InviterKind, type Language } from "@kring/domain/contract";
import type { Db } from "../database.ts";

/** A link record as it is decided on. */
export interface LinkRow extends LinkFacts {
  id: string;
  /** Whose it is once accepted; before that the account that its mail was opened for, which gives no right to anything. */
  relatedPersonId: string | null;
  clientId: string;
  inviterId: string;
  createdAt: number;
  /** When its mail was last asked for. */
  sentAt: number;
  reminders: number;
  /** In which it is mailed. */
  language: Language;
  typed: { name: string; email: string } | null;
}

interface Row {
  id: string;
  relatedPersonId: string | null;
  clientId: string;
  inviterId: string;
  inviterKind: string;
  createdAt: Date;
  acceptedAt: Date | null;
  endedAt: Date | null;
  expiresAt: Date | null;
  sentAt: Date;
  reminders: number;
  language: string;
  typedName: string | null;
  typedEmail: string | null;
}

const select = {
  id: true,
  relatedPersonId: true,
  clientId: true,
  inviterId: true,
  inviterKind: true,
  createdAt: true,
  acceptedAt: true,
  endedAt: true,
  expiresAt: true,
  sentAt: true,
  reminders: true,
  language: true,
  typedName: true,
  typedEmail: true,
} as const;

const typedOf = ({ typedName: name, typedEmail: email }: Pick<Row, "typedName" | "typedEmail">) =>
  name === null || email === null ? null : { name, email };

const factsOf = ({ inviterKind, acceptedAt, endedAt, expiresAt }: Row): LinkFacts => ({
  inviterKind: InviterKind.parse(inviterKind),
  acceptedAt: acceptedAt?.getTime() ?? null,
  endedAt: endedAt?.getTime() ?? null,
  expiresAt: expiresAt?.getTime() ?? null,
});

const read = (row: Row): LinkRow => ({
  ...factsOf(row),
  id: row.id,
  relatedPersonId: row.relatedPersonId,
  clientId: row.clientId,
  inviterId: row.inviterId,
  createdAt: row.createdAt.getTime(),
  sentAt: row.sentAt.getTime(),
  reminders: row.reminders,
  language: row.language === "en" ? "en" : "nl",
  typed: typedOf(row),
});

export async function findLink(db: Db, id: string): Promise<LinkRow | null> {
  const row = await db.relatedPersonLink.findUnique({ where: { id }, select });
  return row && read(row);
}

/** The same, locked until the change is done. The caller holds the client's row. */
export async function lockLink(db: Db, id: string): Promise<LinkRow | null> {
  await db.$queryRaw`SELECT FROM related_person_link WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return findLink(db, id);
}

/** The record whose mail holds this token. */
export async function findLinkByToken(db: Db, tokenHash: string): Promise<LinkRow | null> {
  const row = await db.relatedPersonLink.findUnique({ where: { tokenHash }, select });
  return row && read(row);
}

const pending = { acceptedAt: null, endedAt: null } as const;
const standing = { acceptedAt: { not: null }, endedAt: null } as const;

/** Whether the inviter has a record for this address that waits, or one that was accepted and shows it: their own only. */
export async function isAlreadyInvited(
  db: Db,
  { clientId, inviterId, email }: { clientId: string; inviterId: string; email: string },
): Promise<boolean> {
  const row = await db.relatedPersonLink.findFirst({
    where: {
      clientId,
      inviterId,
      OR: [
        { ...pending, typedEmail: email },
        { ...standing, relatedPerson: { signIn: { email } } },
      ],
    },
    select: { id: true },
  });
  return row !== null;
}

/** Makes what one inviter invites follow one another, in the transaction of `db`. */
export async function lockInvitationsOf(db: Db, inviterId: string): Promise<void> {
  const key = `link-invitations ${inviterId}`;
  await db.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS locked`;
}

/** When this inviter invited since then, for whichever client and whatever became of it. */
export async function listInvitedAt(db: Db, inviterId: string, since: Date): Promise<number[]> {
  const rows = await db.relatedPersonLink.findMany({
    where: { inviterId, createdAt: { gt: since } },
    select: { createdAt: true },
  });
  return rows.map(({ createdAt }) => createdAt.getTime());
}

/** When this inviter did something since then, by the log. */
export async function listLoggedAt(
  db: Db,
  actorId: string,
  action: "resent-related-person-invitation" | "was-refused-related-person-invitation",
  since: Date,
): Promise<number[]> {
  const rows = await db.logLine.findMany({ where: { actorId, action, at: { gt: since } }, select: { at: true } });
  return rows.map(({ at }) => at.getTime());
}

export interface NewInvitation {
  id: string;
  clientId: string;
  inviterId: string;
  inviterKind: InviterKind;
  typedName: string;
  typedEmail: string;
  language: Language;
  tokenHash: string;
  createdAt: Date;
  sentAt: Date;
  expiresAt: Date;
  /** P-02: when the therapist confirmed the client's permission. */
  permissionAt: Date | null;
}

export async function insertInvitation(db: Db, invitation: NewInvitation): Promise<void> {
  await db.relatedPersonLink.create({ data: invitation, select: { id: true } });
}

/** Notes that the mail was sent again, by the inviter or as a reminder. */
export async function writeSent(db: Db, id: string, reminders?: number): Promise<void> {
  await db.relatedPersonLink.update({
    where: { id },
    data: { sentAt: new Date(), ...(reminders === undefined ? {} : { reminders }) },
    select: { id: true },
  });
}

/** Whose sign-in the mail was opened with; it gives no right to anything. */
export async function writeOpenedFor(db: Db, id: string, relatedPersonId: string): Promise<void> {
  await db.relatedPersonLink.update({ where: { id }, data: { relatedPersonId }, select: { id: true } });
}

/** What was typed is no longer needed once an invitation is answered or ends. */
const forgotten = { typedName: null, typedEmail: null, expiresAt: null, tokenHash: null } as const;

export async function writeAcceptance(db: Db, id: string, relatedPersonId: string): Promise<void> {
  await db.relatedPersonLink.update({
    where: { id },
    data: { relatedPersonId, acceptedAt: new Date(), ...forgotten },
    select: { id: true },
  });
}

export async function writeEnd(db: Db, id: string, endReason: LinkEnd): Promise<void> {
  await db.relatedPersonLink.update({
    where: { id },
    data: { endedAt: new Date(), endReason, ...forgotten },
    select: { id: true },
  });
}

export async function writePermissionAnswer(db: Db, id: string, answer: "agreed" | "did-not-agree"): Promise<void> {
  await db.relatedPersonLink.update({ where: { id }, data: { permissionAnswer: answer }, select: { id: true } });
}

const recordSelect = {
  ...select,
  inviter: { select: { name: true } },
  relatedPerson: { select: { name: true, signIn: { select: { email: true } } } },
} as const;

type RecordRow = Row & {
  inviter: { name: string };
  relatedPerson: { name: string; signIn: { email: string } | null } | null;
};

const readRecord = (row: RecordRow): StoredRecord => ({
  ...factsOf(row),
  id: row.id,
  createdAt: row.createdAt.getTime(),
  sentAt: row.sentAt.getTime(),
  typed: typedOf(row),
  account:
    row.acceptedAt && row.relatedPerson
      ? { name: row.relatedPerson.name, email: row.relatedPerson.signIn?.email ?? "" }
      : null,
  inviterName: row.inviter.name,
});

const notOver = () => ({ endedAt: null, OR: [{ acceptedAt: { not: null } }, { expiresAt: { gt: new Date() } }] });

/** The records of one inviter for a client that wait or were accepted, oldest first. */
export async function listRecords(db: Db, clientId: string, inviterId: string): Promise<StoredRecord[]> {
  const rows = await db.relatedPersonLink.findMany({
    where: { clientId, inviterId, ...notOver() },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: recordSelect,
  });
  return rows.map(readRecord);
}

/** The same of all therapists together, for the client. */
export async function listTherapistsRecords(db: Db, clientId: string): Promise<StoredRecord[]> {
  const rows = await db.relatedPersonLink.findMany({
    where: { clientId, inviterKind: "therapist", ...notOver() },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: recordSelect,
  });
  return rows.map(readRecord);
}

export async function readStoredRecord(db: Db, id: string): Promise<StoredRecord> {
  return readRecord(await db.relatedPersonLink.findUniqueOrThrow({ where: { id }, select: recordSelect }));
}

/** The related person's account that an invitation would reach: the one opened for it, else the one of the address. */
export async function findInvitee(db: Db, { relatedPersonId, typed }: LinkRow): Promise<string | null> {
  if (relatedPersonId !== null) return relatedPersonId;
  const row = await db.account.findFirst({
    where: { kind: "related-person", active: true, signIn: { email: typed?.email ?? "" } },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Invitations that wait and fit, in the order of their clients. */
export async function listPendingWhere(
  db: Db,
  where: { clientId: string } | { inviterKind: InviterKind },
): Promise<LinkRow[]> {
  const rows = await db.relatedPersonLink.findMany({
    where: { ...where, ...pending },
    orderBy: [{ clientId: "asc" }, { id: "asc" }],
    select,
  });
  return rows.map(read);
}

/** Every record of an inviter for a client that has not ended. */
export async function listStandingOfInviter(
  db: Db,
  { clientId, inviterId }: { clientId: string; inviterId: string },
): Promise<LinkRow[]> {
  const rows = await db.relatedPersonLink.findMany({ where: { clientId, inviterId, endedAt: null }, select });
  return rows.map(read);
}

/** Invitations whose time is over, or which are to be sent again (P-03). */
export const listDue = (db: Db): Promise<{ id: string; clientId: string }[]> => db.$queryRaw`
  SELECT id, client_id AS "clientId" FROM related_person_link
  WHERE accepted_at IS NULL AND ended_at IS NULL AND (expires_at <= now() OR reminders < (
    SELECT count(*) FROM unnest(${REMINDERS_AFTER.map((after) => after / 1000)}::float8[]) AS after
    WHERE created_at + make_interval(secs => after) <= now()))
  ORDER BY expires_at LIMIT 100`;

/** Every link of a related person that stands. */
export async function listStandingOf(db: Db, relatedPersonId: string): Promise<LinkRow[]> {
  const rows = await db.relatedPersonLink.findMany({
    where: { relatedPersonId, ...standing },
    orderBy: [{ clientId: "asc" }, { id: "asc" }],
    select,
  });
  return rows.map(read);
}

/** Invitations that wait are nobody's again but whose address it is: their account is gone. */
export async function forgetOpenedFor(db: Db, relatedPersonId: string): Promise<void> {
  await db.relatedPersonLink.updateMany({ where: { relatedPersonId, ...pending }, data: { relatedPersonId: null } });
}

/** Notes when a link ends by itself. */
export async function writeEndsAt(db: Db, id: string, endsAt: Date): Promise<void> {
  await db.relatedPersonLink.update({ where: { id }, data: { endsAt }, select: { id: true } });
}

/** Links whose related person ended their account, and whose own moment has come. */
export const listEnding = (db: Db): Promise<{ id: string; clientId: string }[]> => db.$queryRaw`
  SELECT id, client_id AS "clientId" FROM related_person_link
  WHERE ends_at <= now() AND ended_at IS NULL ORDER BY ends_at LIMIT 100`;

/** Accounts that their related persons ended, and whose links have all ended by now. */
export const listClosing = (db: Db): Promise<{ id: string }[]> => db.$queryRaw`
  SELECT a.id FROM account a
  WHERE a.kind = 'related-person' AND a.active AND a.sign_in_id IS NULL AND NOT EXISTS (
    SELECT FROM related_person_link l
    WHERE l.related_person_id = a.id AND l.accepted_at IS NOT NULL AND l.ended_at IS NULL)
  LIMIT 100`;

/** How many invitations by therapists wait. */
export const countPendingOfTherapists = (db: Db): Promise<number> =>
  db.relatedPersonLink.count({ where: { inviterKind: "therapist", ...pending } });

/** Accounts of related persons that were opened for invitations and never accepted one, with none left that waits (P-03). */
export const listUnusedAccounts = (db: Db): Promise<{ id: string }[]> => db.$queryRaw`
  SELECT o.id FROM (SELECT DISTINCT related_person_id AS id FROM related_person_link
    WHERE accepted_at IS NULL AND related_person_id IS NOT NULL AND ended_at IS NOT NULL) o
  WHERE related_person_is_unused(o.id) LIMIT 100`;

/** Deletes such an account with all that is its own, and the sign-in where it opens nothing else; false where it is in use. */
export async function forgetAccount(db: Db, id: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ forgotten: boolean }[]>`SELECT forget_related_person(${id}::uuid) AS forgotten`;
  return row?.forgotten ?? false;
}
