import type { Change } from "../database.ts";
import type { Deps } from "../deps.ts";
import type { Acting } from "../log/index.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { endTemporaryAccess } from "../temporary-access/index.ts";
import { listGuidedTools, moveTools } from "../tool/index.ts";
import { type EndedRelation, endRelation } from "./end-relation.ts";
import { createRelation } from "./relation-store.ts";

type ActDeps = Pick<Deps, "database" | "jobs" | "nats">;

/**
 * Relates a therapist to a client now and tells both (T-01); gives the id of the event. The caller holds the client's row, and
 * has judged that it may be.
 */
export async function makeRelation(
  deps: ActDeps,
  change: Change,
  { clientId, professionalId, by }: { clientId: string; professionalId: string; by: Acting },
): Promise<string> {
  const eventId = await createRelation(change, {
    professionalId,
    clientId,
    since: new Date(),
    madeBy: by.accountId,
  });
  await endTemporaryAccess(deps, change, { professionalId, clientId });
  // On the client's own answer both hear of the answer instead.
  if (by.accountId !== clientId) {
    await notify(deps, change, "relation-made", professionalId, `/clients/${clientId}`);
    await notify(deps, change, "relation-made", clientId, "/circle");
  }
  return eventId;
}

/** T-05: relates `to` where they are not related yet, gives them the tools of `from`, and breaks the relation of `from`. */
export async function handOver(
  deps: ActDeps,
  change: Change,
  handing: { clientId: string; from: string; to: string; related: boolean; by: Acting },
): Promise<EndedRelation | null> {
  const { clientId, from, to, related, by } = handing;
  if (!related) await makeRelation(deps, change, { clientId, professionalId: to, by });
  const tools = await listGuidedTools(change.db, { clientId, guideId: from });
  await moveTools(
    change,
    tools.map(({ id }) => id),
    to,
  );
  if (related && tools.length > 0) await notify(deps, change, "tools-transferred", to, `/clients/${clientId}/tools`);
  await appendLine(change.executor, {
    actor: by,
    action: "transferred-client",
    clientId,
    ground: by.ground,
    details: { professionalId: to, tools: tools.map(({ catalogueKey }) => catalogueKey) },
  });
  return endRelation(deps, change, { clientId, professionalId: from, by });
}
