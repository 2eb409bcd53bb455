import { checkScreenName } from "@kring/domain";
import { InviterKind, LinkId, type OwnLink, Refused } from "@kring/domain/contract";
import { askSeenNames } from "../conversation/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { notify } from "../notification/index.ts";
import {
  findOwnLink,
  type LinkChoices,
  lockOwnLink,
  type OwnLinkRow,
  writeLinkChoices,
  writeLinkEnd,
} from "./link-store.ts";

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
    since: row.acceptedAt?.getTime() ?? 0,
    screenName: row.screenName,
    showsTyping: row.showsTyping,
    showsReceipts: row.showsReceipts,
  };
};
