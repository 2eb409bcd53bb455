import { lockClients } from "../client-account/index.ts";
import { type Change, LostRace } from "../database.ts";
import type { Deps } from "../deps.ts";
import type { Acting } from "../log/index.ts";
import { type EndedRelation, endRelation } from "./end-relation.ts";
import { listCaseload, lockProfessional } from "./relation-store.ts";

/**
 * Ends every relation of a professional and keeps anybody from relating them until the change is done. Call it before
 * the change locks anything else: clients come first in the order of locks, then the professional.
 */
export async function endAllRelations(
  deps: Pick<Deps, "database" | "jobs" | "nats">,
  change: Change,
  { professionalId, by }: { professionalId: string; by: Acting },
): Promise<EndedRelation[]> {
  const clientIds = await listCaseload(change.db, professionalId);
  await lockClients(change.db, clientIds);
  await lockProfessional(change.db, professionalId);
  const now = await listCaseload(change.db, professionalId);
  if (now.some((clientId) => !clientIds.includes(clientId))) throw new LostRace();
  const ended: EndedRelation[] = [];
  for (const clientId of now) {
    const one = await endRelation(deps, change, { clientId, professionalId, by });
    if (one) ended.push(one);
  }
  return ended;
}
