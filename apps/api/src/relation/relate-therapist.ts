import { mayRelate, refuseRelating } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { listOnlookers, lockClient, openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { readSetting } from "../setting/index.ts";
import { makeRelation } from "./make-relation.ts";
import { holdTherapist, isRelated } from "./relation-store.ts";

/** Relates a colleague to a client at once (T-01); gives the id of the event. */
export function relateTherapist(
  deps: Deps,
  caller: Caller,
  { clientId, professionalId }: { clientId: string; professionalId: string },
): Promise<string> {
  return deps.database.change(async (change) => {
    const { db, executor } = change;
    await lockClient(db, clientId);
    const client = await openClientAccount(db, caller, clientId);
    client.requireWorkOrArranging();
    if (!mayRelate(client.access)) throw new Refused("not-found");
    const refusal = refuseRelating({
      actorId: caller.accountId,
      targetId: professionalId,
      targetIsTherapist: (await holdTherapist(db, professionalId)) !== null,
      alreadyRelated: await isRelated(db, clientId, professionalId),
      clientDecides: await readSetting(db, "relate-requests"),
    });
    if (refusal) throw new Refused(refusal);
    const eventId = await makeRelation(deps, change, { clientId, professionalId, by: client.acting });
    await client.log(executor, "related-therapist", { professionalId });
    const tell = await listOnlookers(db, clientId);
    change.afterCommit(() => tellViewChanged(deps.nats, tell));
    return eventId;
  });
}
