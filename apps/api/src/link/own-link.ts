import { checkScreenName } from "@kring/domain";
import { InviterKind, LinkId, type OwnLink, Refused } from "@kring/domain/contract";
import type { Caller, Deps } from "../deps.ts";
import { notify } from "../notification/index.ts";
import { type LinkChoices, lockOwnLink, type OwnLinkRow, writeLinkChoices, writeLinkEnd } from "./link-store.ts";

/** Changes what one link shows of its owner; gives the id of the event that others must have applied to see it. */
export function changeOwnLink(
  { database }: Deps,
  { accountId }: Caller,
  id: string,
  choices: LinkChoices,
): Promise<{ link: OwnLink; eventId: string }> {
  return database.change(async (change) => {
    const link = await lockOwnLink(change.db, accountId, id);
    if (!link) throw new Refused("not-found");
    const screenName =
      choices.screenName === undefined ? {} : { screenName: judgeScreenName(choices.screenName, link) };
    const written = await writeLinkChoices(change, id, { ...choices, ...screenName });
    return { link: presentOwnLink(written.link), eventId: written.eventId };
  });
}

function judgeScreenName(typed: string | null, { client, inviter }: OwnLinkRow): string | null {
  const answer = checkScreenName(typed, [client.name, inviter.name]);
  if (!answer.ok) throw new Refused("name-not-allowed");
  return answer.screenName;
}

/** Ends one's own link (P-06); its inviter is told that a link ended, not whose. */
export function endOwnLink(deps: Deps, { accountId }: Caller, id: string): Promise<string> {
  return deps.database.change(async (change) => {
    const link = await lockOwnLink(change.db, accountId, id);
    if (!link) throw new Refused("not-found");
    const eventId = await writeLinkEnd(change, id);
    await notify(deps, change, "link-ended", link.inviterId, "/");
    return eventId;
  });
}

export const presentOwnLink = (row: OwnLinkRow): OwnLink => {
  const kind = InviterKind.parse(row.inviterKind);
  return {
    id: LinkId.parse(row.id),
    client: { name: row.client.name },
    invitedBy: { kind, name: row.inviter.name },
    screenName: row.screenName,
    showsTyping: row.showsTyping,
    showsReceipts: row.showsReceipts,
  };
};
