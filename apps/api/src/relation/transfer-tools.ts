import { abilitiesOnRelation } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { listOnlookers, lockClient, openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { notify } from "../notification/index.ts";
import { listGuidedTools, moveTools } from "../tool/index.ts";
import { holdTherapist, isRelated } from "./relation-store.ts";

/** Gives tools that one therapist guides to another who is related to the client (T-02); all or none. */
export async function transferTools(
  deps: Deps,
  caller: Caller,
  {
    clientId,
    professionalId,
    to,
    toolIds,
  }: { clientId: string; professionalId: string; to: string; toolIds: string[] },
): Promise<void> {
  await deps.database.change(async (change) => {
    const { db, executor } = change;
    await lockClient(db, clientId);
    const client = await openClientAccount(db, caller, clientId);
    client.requireWorkOrArranging();
    const { transferTools: may } = abilitiesOnRelation(client.access, { viewerId: caller.accountId, professionalId });
    if (!may || to === professionalId) throw new Refused("not-found");
    if (!(await holdTherapist(db, to)) || !(await isRelated(db, clientId, to))) throw new Refused("not-found");
    const guided = await listGuidedTools(db, { clientId, guideId: professionalId });
    const chosen = guided.filter(({ id }) => toolIds.includes(id));
    if (chosen.length !== new Set(toolIds).size) throw new Refused("not-found");
    await moveTools(
      change,
      chosen.map(({ id }) => id),
      to,
    );
    await client.log(executor, "transferred-tools", {
      professionalId: to,
      tools: chosen.map(({ catalogueKey }) => catalogueKey),
    });
    const link = `/clients/${clientId}/tools` as const;
    if (to !== caller.accountId) await notify(deps, change, "tools-transferred", to, link);
    const tell = await listOnlookers(db, clientId);
    change.afterCommit(() => tellViewChanged(deps.nats, tell));
  });
}
