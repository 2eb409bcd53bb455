import { abilitiesOnRelation, isToldOf } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { lockClient, openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { listGuidedTools } from "../tool/index.ts";
import { endRelation } from "./end-relation.ts";
import { isRelated } from "./relation-store.ts";

/** Breaks a relation at once (T-03); gives the id of the event. */
export function breakRelation(
  deps: Deps,
  caller: Caller,
  {
    clientId,
    professionalId,
    unguidedToolIds,
  }: { clientId: string; professionalId: string; unguidedToolIds: string[] },
): Promise<string> {
  return deps.database.change(async (change) => {
    const { db } = change;
    await lockClient(db, clientId);
    const client = await openClientAccount(db, caller, clientId);
    client.requireWorkOrArranging();
    const { breakRelation: may } = abilitiesOnRelation(client.access, { viewerId: caller.accountId, professionalId });
    if (!may || !(await isRelated(db, clientId, professionalId))) throw new Refused("not-found");
    const tools = await listGuidedTools(db, { clientId, guideId: professionalId });
    if (
      !isToldOf(
        unguidedToolIds,
        tools.map(({ id }) => id),
      )
    )
      throw new Refused("confirmation-needed");
    const ended = await endRelation(deps, change, { clientId, professionalId, by: client.acting });
    if (!ended) throw new Refused("not-found");
    change.afterCommit(() => tellViewChanged(deps.nats, ended.tell));
    return ended.eventId;
  });
}
