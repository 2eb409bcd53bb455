import type { Db } from "../database.ts";
import { endTasks } from "../task/index.ts";

/** A tool that somebody guides. */
export interface GuidedTool {
  id: string;
  catalogueKey: string;
  /** Feedback that the client waits for. */
  waiting: number;
}

/** The tools of a client that `guideId` guides, in the order in which they were assigned. */
export function listGuidedTools(
  db: Db,
  { clientId, guideId }: { clientId: string; guideId: string },
): Promise<GuidedTool[]> {
  return db.$queryRaw<GuidedTool[]>`
    SELECT t.id, t.catalogue_key AS "catalogueKey",
      (SELECT count(*)::int FROM feedback_moment m WHERE m.tool_id = t.id AND m.state = 'waiting') AS waiting
    FROM tool t
    WHERE t.client_id = ${clientId}::uuid AND t.guide_id = ${guideId}::uuid
    ORDER BY t.assigned_at, t.id`;
}

/**
 * T-03: these tools become unguided, their waiting feedback moments are switched off, and nobody is asked for feedback any more.
 * Gives who had such a task. The caller holds the client's account row.
 */
export async function leaveUnguided({ db }: { db: Db }, toolIds: readonly string[]): Promise<(string | null)[]> {
  if (toolIds.length === 0) return [];
  const ids = [...toolIds];
  await db.tool.updateMany({ where: { id: { in: ids } }, data: { guideId: null } });
  await db.feedbackMoment.updateMany({ where: { toolId: { in: ids }, state: "waiting" }, data: { state: "off" } });
  return endTasks(db, { kind: "give-feedback", toolId: { in: ids } });
}

/**
 * T-02: these tools are guided by `toGuide` from now on; what waits for feedback goes on waiting, for them.
 * The caller holds the client's account row and has seen that `toGuide` is related.
 */
export async function moveTools({ db }: { db: Db }, toolIds: readonly string[], toGuide: string): Promise<void> {
  if (toolIds.length === 0) return;
  const ids = [...toolIds];
  await db.tool.updateMany({ where: { id: { in: ids } }, data: { guideId: toGuide } });
  await db.task.updateMany({
    where: { kind: "give-feedback", toolId: { in: ids }, doneAt: null },
    data: { assigneeId: toGuide },
  });
}
