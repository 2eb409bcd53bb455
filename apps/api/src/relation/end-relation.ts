import { listOnlookers, lockClient } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Deps } from "../deps.ts";
import { appendFact } from "../facts.ts";
import { endLinksOfInviter } from "../link/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { endTasks } from "../task/index.ts";
import { leaveUnguided, listGuidedTools } from "../tool/index.ts";
import { writeRelationEnd } from "./relation-store.ts";

export interface RelationToEnd {
  clientId: string;
  professionalId: string;
  by: Acting;
}

export interface EndedRelation {
  /** Of the fact that it ended: for `Kring-After`. */
  eventId: string;
  /** Whose open pages are to read again, after the commit. */
  tell: string[];
}

/**
 * Ends a relation with all that hangs on it (T-03, P-06): tools still guided become unguided, links that the professional
 * made end. Null where there is no such relation. It locks the client; who locks more locks that afterwards.
 */
export async function endRelation(
  deps: Pick<Deps, "database" | "jobs" | "nats">,
  change: Change,
  { clientId, professionalId, by }: RelationToEnd,
): Promise<EndedRelation | null> {
  const { db, executor } = change;
  await lockClient(db, clientId);
  if (!(await writeRelationEnd(db, { clientId, professionalId, endedBy: by.accountId }))) return null;
  const tools = await listGuidedTools(db, { clientId, guideId: professionalId });
  await leaveUnguided(
    change,
    tools.map(({ id }) => id),
  );
  await endTasks(db, { clientId, assigneeId: professionalId });
  await endTasks(db, { clientId, professionalId, kind: "end-relation-wish" });
  const relatedPersons = await endLinksOfInviter(deps, change, { clientId, inviterId: professionalId, by });
  const eventId = await appendFact(change, { type: "relation-ended.v1", payload: { professionalId, clientId } });
  await appendLine(executor, {
    actor: by,
    action: "broke-relation",
    clientId,
    ground: by.ground,
    details: { professionalId, tools: tools.map(({ catalogueKey }) => catalogueKey) },
  });
  if (by.accountId !== professionalId) await notify(deps, change, "relation-ended", professionalId, "/clients");
  if (by.accountId !== clientId) await notify(deps, change, "relation-ended", clientId, "/circle");
  return { eventId, tell: [...(await listOnlookers(db, clientId)), professionalId, ...relatedPersons] };
}
