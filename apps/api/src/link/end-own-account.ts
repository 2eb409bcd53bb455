import { decideLink, endMoments } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { tellAccountChanged } from "../account/index.ts";
import { lockClients, lockIdleClient } from "../client-account/index.ts";
import { type Change, LostRace } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { endSessionsOfAccount } from "../session/index.ts";
import { checkPassword } from "../sign-in/index.ts";
import { actAsRelatedPerson } from "./answer-invitation.ts";
import { endLink, type LinkDeps } from "./end-links.ts";
import { closeAccount, lockRelatedPerson, takeSignInAway } from "./link-store.ts";
import { pageOfInviter } from "./page-of-inviter.ts";
import { forgetAccount, forgetOpenedFor, type LinkRow, listStandingOf, lockLink, writeEndsAt } from "./record-store.ts";

/**
 * P-06: a related person ends their account: their sessions and the way to sign in at once, each link at a moment of its own, so
 * that nobody learns that they were one person's (V-03). What waits for an answer waits on, as for any address (P-05).
 */
export async function endOwnAccount(deps: Deps, caller: Caller, password: string): Promise<void> {
  const by = actAsRelatedPerson(caller);
  const { signIn } = caller.account;
  await checkPassword(deps.database.db, signIn.id, password);
  await deps.database.change(async (change) => {
    const { db, executor } = change;
    const before = await listStandingOf(db, by.accountId);
    await lockClients(
      db,
      before.map(({ clientId }) => clientId),
    );
    // Links before the account, as wherever both are.
    await forgetOpenedFor(db, by.accountId);
    const owner = await lockRelatedPerson(db, by.accountId);
    if (owner?.signInId !== signIn.id) throw new Refused("not-found");
    const links = await listStandingOf(db, by.accountId);
    if (links.some(({ clientId }) => !before.some((one) => one.clientId === clientId))) throw new LostRace();
    await endSessionsOfAccount(db, by.accountId);
    await takeSignInAway(db, owner);
    await appendLine(executor, { actor: by, action: "ended-own-account", ground: "own-account" });
    const now = Date.now();
    const moments = endMoments(links.length, now, Math.random);
    for (const [index, link] of links.entries()) {
      const at = moments[index] ?? now;
      if (at > now) await writeEndsAt(db, link.id, new Date(at));
      else await endOwn(deps, change, link, by.accountId);
    }
    if (moments.every((at) => at <= now)) await close(change, by.accountId);
    // Whoever never accepted anything leaves no name behind (P-03).
    await forgetAccount(db, by.accountId);
  });
}

async function endOwn(deps: LinkDeps, change: Change, link: LinkRow, accountId: string): Promise<void> {
  await endLink(deps, change, link, {
    ends: "by-related-person",
    by: { accountId, role: "related-person", ground: "own-link" },
  });
  await notify(deps, change, "link-ended", link.inviterId, pageOfInviter(link));
}

async function close(change: Change, accountId: string): Promise<void> {
  if (await closeAccount(change.db, accountId)) await tellAccountChanged(change, accountId);
}

/** Ends a link whose moment has come. */
export async function endDueLink(deps: LinkDeps, { id, clientId }: { id: string; clientId: string }): Promise<void> {
  await deps.database.change(async (change) => {
    if (!(await lockIdleClient(change.db, clientId))) return;
    const link = await lockLink(change.db, id);
    if (!link?.relatedPersonId || !decideLink("end", link, Date.now()).ok) return;
    await endOwn(deps, change, link, link.relatedPersonId);
  });
}

/** Closes the account once its last link has ended, by whomever. */
export const closeEndedAccount = ({ database }: LinkDeps, { id }: { id: string }): Promise<void> =>
  database.change((change) => close(change, id));
