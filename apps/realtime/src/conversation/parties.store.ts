import type { Party, PartyTies } from "@kring/domain";
import type { AccountId, LinkId, Partner } from "@kring/domain/contract";
import type { PoolClient } from "@kring/service-kit";
import { readTies } from "./participation.store.ts";

/** Somebody who is to take part; a related person via one of their link records. */
export interface NewParticipant {
  account: AccountId;
  via?: LinkId;
}

interface LinkEnds {
  relatedPersonId: AccountId;
  clientId: AccountId;
  inviterId: AccountId;
}

/** Whom a link ties to whom. A link never ties anybody else, so that this needs no lock; whether it stands is another matter. */
export async function readLinkEnds(client: PoolClient, links: readonly LinkId[]): Promise<Map<LinkId, LinkEnds>> {
  if (links.length === 0) return new Map();
  const { rows } = await client.query<LinkEnds & { id: LinkId }>(
    `SELECT id, related_person_id AS "relatedPersonId", client_id AS "clientId", inviter_id AS "inviterId"
     FROM link WHERE id = ANY ($1::uuid[])`,
    [links],
  );
  return new Map(rows.map(({ id, ...ends }) => [id, ends]));
}

/** Whom the viewer means, by a name that is the viewer's to use; `own` is the viewer's own link by which they do. */
export async function resolvePartner(
  client: PoolClient,
  viewer: AccountId,
  partner: Partner,
): Promise<{ participant: NewParticipant; own?: LinkId } | null> {
  if ("account" in partner) return { participant: { account: partner.account } };
  const link = "link" in partner ? partner.link : partner.ownLink;
  const ends = (await readLinkEnds(client, [link])).get(link);
  if (!ends) return null;
  if ("link" in partner) {
    if (viewer !== ends.clientId && viewer !== ends.inviterId) return null;
    return { participant: { account: ends.relatedPersonId, via: link } };
  }
  if (viewer !== ends.relatedPersonId) return null;
  return { participant: { account: partner.end === "client" ? ends.clientId : ends.inviterId }, own: link };
}

/** Those who are to take part, their ties held until the end of the transaction; null where an account or link doesn't stand. */
export async function holdParties(
  client: PoolClient,
  wanted: readonly NewParticipant[],
): Promise<{ parties: Party[]; ties: PartyTies } | null> {
  const links = wanted.flatMap(({ via }) => via ?? []);
  const ends = await readLinkEnds(client, links);
  const accounts = [...wanted.map(({ account }) => account), ...[...ends.values()].map(({ clientId }) => clientId)];
  // Held, so that a tie that ends meanwhile ends after this change can be found by it.
  const ties = await readTies(client, accounts, links, { hold: true });
  const parties = wanted.flatMap(({ account, via }): Party[] => {
    const kind = ties.kindOf(account);
    if (!kind) return [];
    if (via === undefined) return [{ accountId: account, kind, via: null }];
    const link = ties.link(via);
    if (!link || ties.personOf(via) !== account) return [];
    return [{ accountId: account, kind, via: { linkId: via, clientId: link.clientId, inviterId: link.inviterId } }];
  });
  return parties.length === wanted.length ? { parties, ties } : null;
}
