import { checkScreenName, decideLink } from "@kring/domain";
import { type OwnLink, type OwnLinkInvitation, Refused } from "@kring/domain/contract";
import { lockClient } from "../client-account/index.ts";
import { askSeenNames } from "../conversation/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { notify } from "../notification/index.ts";
import { actAsRelatedPerson } from "./answer-invitation.ts";
import { endLink } from "./end-links.ts";
import {
  findOwnLink,
  type LinkChoices,
  listOwnInvitations,
  listOwnLinks,
  lockOwnLink,
  type OwnLinkRow,
  writeLinkChoices,
} from "./link-store.ts";
import { pageOfInviter } from "./page-of-inviter.ts";
import { presentOwnInvitation, presentOwnLink } from "./present-own-link.ts";
import { lockLink } from "./record-store.ts";

/** Changes what one link shows of its owner; gives the id of the event that others must have applied to see it. */
export async function changeOwnLink(
  deps: Deps,
  { accountId }: Caller,
  id: string,
  choices: LinkChoices,
): Promise<{ link: OwnLink; eventId: string }> {
  const { database } = deps;
  const found = await findOwnLink(database.db, accountId, id);
  if (!found) throw new Refused("not-found");
  const { screenName: typed } = choices;
  const screenName = typeof typed === "string" ? await judgeScreenName(deps, typed, found, accountId) : typed;
  return database.change(async (change) => {
    if (!(await lockOwnLink(change.db, accountId, id))) throw new Refused("not-found");
    const written = await writeLinkChoices(change, id, { ...choices, screenName });
    return { link: presentOwnLink(written.link), eventId: written.eventId };
  });
}

/** Tidies a typed screen name; throws `name-not-allowed` where it could be taken for somebody else there (V-10). */
async function judgeScreenName(
  deps: Deps,
  typed: string,
  { id, client, inviter }: OwnLinkRow,
  accountId: string,
): Promise<string | null> {
  const seen = await askSeenNames(deps, { accountId, linkId: id });
  const answer = checkScreenName(typed, [...seen, client.name, inviter.name, deps.config.organisation]);
  if (!answer.ok) throw new Refused("name-not-allowed");
  return answer.screenName;
}

/** A related person's own links, and the invitations that wait for their answer (P-03). */
export async function listLinks(
  { database: { db } }: Pick<Deps, "database">,
  { account, accountId }: Caller,
): Promise<{ links: OwnLink[]; invitations: OwnLinkInvitation[] }> {
  if (account.kind !== "related-person") return { links: [], invitations: [] };
  const [links, invitations] = await Promise.all([
    listOwnLinks(db, accountId),
    listOwnInvitations(db, { accountId, email: account.signIn.email }),
  ]);
  return { links: links.map(presentOwnLink), invitations: invitations.map(presentOwnInvitation) };
}

/** Ends one's own link (P-06); its inviter is told that a link ended, not whose. */
export function endOwnLink(deps: Deps, caller: Caller, id: string): Promise<string> {
  const by = actAsRelatedPerson(caller);
  return deps.database.change(async (change) => {
    const found = await findOwnLink(change.db, by.accountId, id);
    if (!found) throw new Refused("not-found");
    await lockClient(change.db, found.clientId);
    const link = await lockLink(change.db, id);
    if (!link || link.relatedPersonId !== by.accountId) throw new Refused("not-found");
    const decision = decideLink("end", link, Date.now());
    if (!decision.ok) throw new Refused(decision.code);
    const eventId = await endLink(deps, change, link, { ends: "by-related-person", by });
    if (eventId === null) throw new Error("An accepted link ended and nobody else was told");
    await notify(deps, change, "link-ended", link.inviterId, pageOfInviter(link));
    return eventId;
  });
}
