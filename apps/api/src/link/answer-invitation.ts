import { decideLink } from "@kring/domain";
import { type OwnLink, Refused } from "@kring/domain/contract";
import { lockClient } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { endLink, loggedOf, tellOfLink } from "./end-links.ts";
import {
  findLinkThrough,
  findOwnLink,
  type Invitee,
  isAddressedTo,
  lockRelatedPerson,
  tellLinkChanged,
} from "./link-store.ts";
import { pageOfInviter } from "./page-of-inviter.ts";
import { presentOwnLink } from "./present-own-link.ts";
import { findLink, type LinkRow, lockLink, writeAcceptance } from "./record-store.ts";

/** A related person who acts on one of their own links. */
export function actAsRelatedPerson({ account }: Caller): Acting {
  if (account.kind !== "related-person") throw new Refused("not-found");
  return { accountId: account.id, role: "related-person", ground: "own-link" };
}

/** Accepts one invitation and no other (P-05); gives the id of the event that others must have applied to see it. */
export function acceptLink(deps: Deps, caller: Caller, id: string): Promise<{ link: OwnLink; eventId: string }> {
  const by = actAsRelatedPerson(caller);
  return deps.database.change(async (change) => {
    const { link, invitee } = await lockOwnInvitation(change, by.accountId, id, "accept");
    const through = { relatedPersonId: invitee.accountId, clientId: link.clientId, inviterId: link.inviterId };
    const before = await findLinkThrough(change.db, through);
    const stays = before ?? link.id;
    if (before === null) await writeAccepted(deps, change, link, by);
    else await endLink(deps, change, link, { ends: "linked-already", by });
    await notify(deps, change, "link-accepted", link.inviterId, pageOfInviter(link));
    const own = await findOwnLink(change.db, invitee.accountId, stays);
    if (!own) throw new Error("A link that was just accepted is not there");
    return { link: presentOwnLink(own), eventId: await tellLinkChanged(change, stays) };
  });
}

async function writeAccepted(deps: Deps, change: Change, link: LinkRow, by: Acting): Promise<void> {
  await writeAcceptance(change.db, link.id, by.accountId);
  await appendLine(change.executor, {
    actor: by,
    action: "accepted-related-person-invitation",
    clientId: link.clientId,
    ground: by.ground,
    details: loggedOf(link),
  });
  await tellOfLink(deps, change, { ...link, relatedPersonId: by.accountId, acceptedAt: Date.now() });
}

/** *This isn't for me* (P-03): the invitation ends. */
export async function refuseLink(deps: Deps, caller: Caller, id: string): Promise<void> {
  const by = actAsRelatedPerson(caller);
  await deps.database.change(async (change) => {
    const { link } = await lockOwnInvitation(change, by.accountId, id, "refuse");
    await endLink(deps, change, link, { ends: "refused", by });
  });
}

/** An invitation that is for this related person and still waits, locked; throws `not-found`. */
async function lockOwnInvitation(
  { db }: Change,
  accountId: string,
  id: string,
  command: "accept" | "refuse",
): Promise<{ link: LinkRow; invitee: Invitee }> {
  const found = await findLink(db, id);
  if (!found) throw new Refused("not-found");
  const client = await lockClient(db, found.clientId);
  const link = await lockLink(db, id);
  const invitee = await lockRelatedPerson(db, accountId);
  if (!link || !client?.active || !invitee || !(await isAddressedTo(db, id, invitee))) throw new Refused("not-found");
  const decision = decideLink(command, link, Date.now());
  if (!decision.ok) throw new Refused(decision.code);
  return { link, invitee };
}
