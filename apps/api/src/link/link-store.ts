import type { Change, Db } from "../database.ts";
import { appendFact } from "../facts.ts";

/** A related person's own link record, with the names that they know by it. */
export interface OwnLinkRow {
  id: string;
  inviterId: string;
  inviterKind: string;
  acceptedAt: Date | null;
  screenName: string | null;
  showsTyping: boolean;
  showsReceipts: boolean;
  client: { name: string };
  inviter: { name: string };
}

const select = {
  id: true,
  inviterId: true,
  inviterKind: true,
  acceptedAt: true,
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
  inviterKind: string;
  screenName: string | null;
  acceptedAt: Date | null;
  relatedPerson: { name: string };
  inviter: { name: string };
}

/** The standing links to a client, oldest first, with the names that the client may know (V-03). */
export const listLinksOfClient = (db: Db, clientId: string): Promise<ClientLinkRow[]> =>
  db.relatedPersonLink.findMany({
    where: { clientId, ...standing },
    orderBy: [{ acceptedAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
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

/** Ends a link and tells of it; gives the id of the event. */
export async function writeLinkEnd(change: Change, id: string): Promise<string> {
  await change.db.relatedPersonLink.update({ where: { id }, data: { endedAt: new Date() }, select: { id: true } });
  return tellLinkChanged(change, id);
}

/**
 * Ends the links through which this inviter brought people to this client, and tells of those that were accepted (P-06);
 * gives the related persons of these.
 */
export async function endLinksOfInviter(
  change: Change,
  { clientId, inviterId }: { clientId: string; inviterId: string },
): Promise<string[]> {
  const ended = await change.db.relatedPersonLink.updateManyAndReturn({
    where: { clientId, inviterId, endedAt: null },
    data: { endedAt: new Date() },
    select: { id: true, relatedPersonId: true, acceptedAt: true },
  });
  const accepted = ended.filter(({ acceptedAt }) => acceptedAt !== null);
  for (const { id } of accepted) await tellLinkChanged(change, id);
  return accepted.map(({ relatedPersonId }) => relatedPersonId);
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

const tellLinkChanged = (change: Change, linkId: string) =>
  appendFact(change, { type: "link-changed.v1", payload: { linkId } });
