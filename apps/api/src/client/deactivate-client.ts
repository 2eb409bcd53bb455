import { Refused } from "@kring/domain/contract";
import { tellAccountChanged } from "../account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { endInvitation } from "../invitation/index.ts";
import { endInvitationsOfClient } from "../link/index.ts";
import { endSessionsOfAccount } from "../session/index.ts";
import { endTasks } from "../task/index.ts";
import { openForArranging, tellOnlookers } from "./change-client.ts";
import { resumeTasks, writeClientActive } from "./client-store.ts";

/** Ends the use of a client account: sessions, tasks and mails stop, and nobody is told why. */
export function deactivateClient(deps: Deps, caller: Caller, clientId: string): Promise<string> {
  return deps.database.change(async (change) => {
    const { db, executor } = change;
    const { open, can } = await openForArranging(change, caller, clientId);
    if (!can.deactivate) throw new Refused("not-found");
    await writeClientActive(db, clientId, false);
    await endInvitation(db, clientId);
    await endInvitationsOfClient(deps, change, clientId);
    await endTasks(db, { clientId });
    await endTasks(db, { assigneeId: clientId });
    await endSessionsOfAccount(db, clientId);
    await open.log(executor, "deactivated-account");
    await tellOnlookers(deps, change, clientId);
    return tellAccountChanged(change, clientId);
  });
}

/** Lets a client in again; what waited for them or for feedback waits again. */
export function reactivateClient(deps: Deps, caller: Caller, clientId: string): Promise<string> {
  return deps.database.change(async (change) => {
    const { db, executor } = change;
    const { open, can } = await openForArranging(change, caller, clientId);
    if (!can.reactivate) throw new Refused("not-found");
    await writeClientActive(db, clientId, true);
    await resumeTasks(db, clientId);
    await open.log(executor, "reactivated-account");
    await tellOnlookers(deps, change, clientId);
    return tellAccountChanged(change, clientId);
  });
}
