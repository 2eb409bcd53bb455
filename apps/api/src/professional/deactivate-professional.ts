import { isLastManager } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { tellAccountChanged } from "../account/index.ts";
import { LONG_CHANGE } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { endInvitation, findLatestInvitation, lockAccount, sendInvitation } from "../invitation/index.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { endAllRelations } from "../relation/index.ts";
import { endSessionsOfAccount } from "../session/index.ts";
import { endTasks } from "../task/index.ts";
import { actAsManager, findManaged } from "./change-roles.ts";
import { countOtherManagers, findSignInOf, writeActive } from "./professional-store.ts";

/** Ends every relation of a professional, then the use of their account; gives the id of the event. */
export function deactivateProfessional(deps: Deps, caller: Caller, id: string): Promise<string> {
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    const by = await actAsManager(change, caller);
    const row = await findManaged(change, id);
    if (!row.active) throw new Refused("not-found");
    const otherManagers = await countOtherManagers(db, id);
    if (isLastManager({ current: row.roles, usable: row.activated, otherManagers })) {
      throw new Refused("last-application-manager");
    }
    const ended = await endAllRelations(deps, change, { professionalId: id, by });
    await writeActive(db, id, false);
    await endInvitation(db, id);
    await endTasks(db, { assigneeId: id });
    await endSessionsOfAccount(db, id);
    const { ground } = by;
    await appendLine(executor, { actor: by, action: "deactivated-account", ground, details: { professionalId: id } });
    const eventId = await tellAccountChanged(change, id);
    afterCommit(() => tellViewChanged(deps.nats, [by.accountId, ...ended.flatMap(({ tell }) => tell)]));
    return eventId;
  }, LONG_CHANGE);
}

/** Lets a professional in again; nothing that ended comes back. Who never activated the account is invited anew. */
export function reactivateProfessional(deps: Deps, caller: Caller, id: string): Promise<string> {
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    const by = await actAsManager(change, caller);
    await lockAccount(db, id);
    const row = await findManaged(change, id);
    if (row.active) throw new Refused("not-found");
    await writeActive(db, id, true);
    if (!row.activated) {
      const email = (await findLatestInvitation(db, id))?.email;
      if (email !== undefined) await sendInvitation(deps, change, { accountId: id, email, invitedBy: by.accountId });
    }
    const { ground } = by;
    await appendLine(executor, { actor: by, action: "reactivated-account", ground, details: { professionalId: id } });
    afterCommit(() => tellViewChanged(deps.nats, [by.accountId, id]));
    return tellAccountChanged(change, id);
  });
}

/** Mails the owner a link; only with that does the second factor go. */
export async function offerSecondFactorReset(deps: Deps, caller: Caller, id: string): Promise<void> {
  await deps.database.change(async (change) => {
    const by = await actAsManager(change, caller);
    const row = await findManaged(change, id);
    const signIn = row.active ? await findSignInOf(change.db, id) : null;
    if (!signIn?.secondFactorOn) throw new Refused("not-found");
    await deps.jobs.add("second-factor-reset", { signInId: signIn.id }, change.executor);
    change.afterCommit(() => deps.jobs.nudge());
    await appendLine(change.executor, {
      actor: by,
      action: "offered-second-factor-reset",
      ground: by.ground,
      details: { professionalId: id },
    });
  });
}
