import type { Change, Db } from "../database.ts";
import { appendFact } from "../facts.ts";

/** A related person's own link record, with the names that they know by it. */
export interface OwnLinkRow {
  id: string;
  clientId: string;
  inviterId: string;
  inviterKind: string;
  createdAt: Date;
  acceptedAt: Date | null;
  expiresAt: Date | null;
  screenName: string | null;
  showsTyping: boolean;
  showsReceipts: boolean;
  client: { name: string };
  inviter: { name: string };
}

const select = {
  id: true,
  clientId: true,
  inviterId: true,
  inviterKind: true,
  createdAt: true,
  acceptedAt: true,
  expiresAt: true,
  screenName: true,
  showsTyping: true,
  showsReceipts: true,
  client: { select: { name: true } },
  inviter: { select: { name: true } },
} as const;

const standing = { acceptedAt: { not: null }, endedAt: null } as const;

/** The standing links of a related person, oldest first. */
export function listOwnLinks(db: Db, relatedPersonId: string): Promise<OwnLinkRow[]> {
  return db.relatedPersonLink.findMany({
    where: { relatedPersonId, ...standing },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select,
  });
}

/** Whom an invitation is for: who opened its mail, else whoever has the address. */
const addressedTo = ({ accountId, email }: Invitee) => ({
  acceptedAt: null,
  endedAt: null,
  OR: [{ relatedPersonId: accountId }, { relatedPersonId: null, typedEmail: email }],
});

export interface Invitee {
  accountId: string;
  /** The address of their sign-in. */
  email: string;
}

/** Invitations that wait for a related person's answer, oldest first. */
export function listOwnInvitations(db: Db, invitee: Invitee): Promise<OwnLinkRow[]> {
  return db.relatedPersonLink.findMany({
    where: { ...addressedTo(invitee), expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select,
  });
}

/** Whether an invitation is for this related person. */
export async function isAddressedTo(db: Db, id: string, invitee: Invitee): Promise<boolean> {
  const row = await db.relatedPersonLink.findFirst({ where: { id, ...addressedTo(invitee) }, select: { id: true } });
  return row !== null;
}

/** A related person with their sign-in, locked until the change is done; null where the account is not in use. */
export async function lockRelatedPerson(db: Db, accountId: string): Promise<(Invitee & { signInId: string }) | null> {
  const [row] = await db.$queryRaw<{ email: string; sign_in_id: string }[]>`
    SELECT s.email, a.sign_in_id FROM account a JOIN sign_in s ON s.id = a.sign_in_id
    WHERE a.id = ${accountId}::uuid AND a.kind = 'related-person' AND a.active FOR NO KEY UPDATE OF a`;
  return row ? { accountId, email: row.email, signInId: row.sign_in_id } : null;
}

/** The related person's account of a sign-in, which stays until the change is done. */
export async function lockRelatedPersonOf(db: Db, signInId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM account WHERE sign_in_id = ${signInId}::uuid AND kind = 'related-person' AND active
    FOR NO KEY UPDATE`;
  return row?.id ?? null;
}

/** The standing link of a related person to a client through the same inviter. */
export async function findLinkThrough(
  db: Db,
  by: { relatedPersonId: string; clientId: string; inviterId: string },
): Promise<string | null> {
  const row = await db.relatedPersonLink.findFirst({ where: { ...by, ...standing }, select: { id: true } });
  return row?.id ?? null;
}

/** One standing link of a related person; null where it isn't theirs or has ended. */
export const findOwnLink = (db: Db, relatedPersonId: string, id: string): Promise<OwnLinkRow | null> =>
  db.relatedPersonLink.findFirst({ where: { id, relatedPersonId, ...standing }, select });

/** The same, locked until the change is done. */
export async function lockOwnLink(db: Db, relatedPersonId: string, id: string): Promise<OwnLinkRow | null> {
  await db.$queryRaw`SELECT FROM related_person_link WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return findOwnLink(db, relatedPersonId, id);
}

/** P-04: the number of related persons that a related professional sees: invited by the client, accepted, not removed. */
export const countSeenRelatedPersons = (db: Db, clientId: string): Promise<number> =>
  db.relatedPersonLink.count({ where: { clientId, inviterKind: "client", ...standing } });

/** A standing link as its client sees it. */
export interface ClientLinkRow {
  id: string;
  relatedPersonId: string | null;
  inviterKind: string;
  screenName: string | null;
  acceptedAt: Date | null;
  relatedPerson: { name: string } | null;
  inviter: { name: string };
}

/** The standing links to a client, oldest first, with the names that the client may know (V-03). */
export const listLinksOfClient = (db: Db, clientId: string): Promise<ClientLinkRow[]> =>
  db.relatedPersonLink.findMany({
    where: { clientId, ...standing },
    orderBy: [{ acceptedAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      relatedPersonId: true,
      inviterKind: true,
      screenName: true,
      acceptedAt: true,
      relatedPerson: { select: { name: true } },
      inviter: { select: { name: true } },
    },
  });

export interface LinkChoices {
  screenName?: string | null | undefined;
  showsTyping?: boolean | undefined;
  showsReceipts?: boolean | undefined;
}

/** Writes choices and tells of them; gives the link as it is now and the id of the event. */
export async function writeLinkChoices(
  change: Change,
  id: string,
  { screenName, showsTyping, showsReceipts }: LinkChoices,
): Promise<{ link: OwnLinkRow; eventId: string }> {
  const data = {
    ...(screenName === undefined ? {} : { screenName }),
    ...(showsTyping === undefined ? {} : { showsTyping }),
    ...(showsReceipts === undefined ? {} : { showsReceipts }),
  };
  const link = await change.db.relatedPersonLink.update({ where: { id }, data, select });
  return { link, eventId: await tellLinkChanged(change, id) };
}

export interface NewLink {
  id: string;
  relatedPersonId: string;
  clientId: string;
  inviterId: string;
  inviterKind: "client" | "therapist";
  screenName: string | null;
  acceptedAt: Date;
}

/** Makes an accepted link and tells of it; gives the id of the event. */
export async function createLink(change: Change, link: NewLink): Promise<string> {
  await change.db.relatedPersonLink.create({ data: { ...link, createdAt: link.acceptedAt }, select: { id: true } });
  return tellLinkChanged(change, link.id);
}

/** Tells others that an accepted link looks different now; append it after the row was locked. */
export const tellLinkChanged = (change: Change, linkId: string): Promise<string> =>
  appendFact(change, { type: "link-changed.v1", payload: { linkId } });

/** Takes the way to sign in from a related person's account; the sign-in goes with it where it opens nothing else. */
export async function takeSignInAway(
  db: Db,
  { accountId, signInId }: { accountId: string; signInId: string },
): Promise<void> {
  await db.account.update({ where: { id: accountId }, data: { signInId: null }, select: { id: true } });
  await db.$queryRaw`SELECT forget_sign_in(${signInId}::uuid)`;
}

/** Ends the use of an account that nobody can sign in to; false where that was done before. */
export async function closeAccount(db: Db, accountId: string): Promise<boolean> {
  const { count } = await db.account.updateMany({
    where: { id: accountId, active: true, signInId: null },
    data: { active: false },
  });
  return count > 0;
}
