import { Refused } from "@kring/domain/contract";
import { tellAccountChanged } from "../account/index.ts";
import { lockClients } from "../client-account/index.ts";
import { LostRace } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { endSessionsOfAccount } from "../session/index.ts";
import { checkPassword } from "../sign-in/index.ts";
import { actAsRelatedPerson } from "./answer-invitation.ts";
import { endLink } from "./end-links.ts";
import { closeAccount, type Invitee, lockRelatedPerson } from "./link-store.ts";
import { listLinksFor } from "./record-store.ts";

/** P-06: a related person ends their account: every link and invitation of theirs, their sessions, and the way to sign in. */
export async function endOwnAccount(deps: Deps, caller: Caller, password: string): Promise<void> {
  const by = actAsRelatedPerson(caller);
  const { signIn } = caller.account;
  await checkPassword(deps.database.db, signIn.id, password);
  await deps.database.change(async (change) => {
    const { db, executor } = change;
    const invitee: Invitee = { accountId: by.accountId, email: signIn.email };
    const before = await listLinksFor(db, invitee);
    await lockClients(
      db,
      before.map(({ clientId }) => clientId),
    );
    const owner = await lockRelatedPerson(db, by.accountId);
    if (owner?.signInId !== signIn.id) throw new Refused("not-found");
    const links = await listLinksFor(db, invitee);
    if (links.some(({ clientId }) => !before.some((one) => one.clientId === clientId))) throw new LostRace();
    for (const link of links) {
      const accepted = link.acceptedAt !== null;
      await endLink(deps, change, link, { ends: accepted ? "by-related-person" : "refused", by });
      if (accepted) await notify(deps, change, "link-ended", link.inviterId, "/");
    }
    await endSessionsOfAccount(db, by.accountId);
    await closeAccount(db, owner);
    await appendLine(executor, { actor: by, action: "ended-own-account", ground: "own-account" });
    await tellAccountChanged(change, by.accountId);
  });
}
