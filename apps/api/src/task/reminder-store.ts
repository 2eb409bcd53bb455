import type { Db } from "../database.ts";

/** An open task of which somebody is to be reminded. */
export interface TaskToRemindOf {
  id: string;
  kind: string;
  /** Null where all who hold a role share it. */
  assigneeId: string | null;
}

/**
 * Locks open tasks whose next reminder is due, the oldest first; those that another process holds are its business. A task whose
 * assignee can't sign in is left out.
 */
export const lockTasksToRemindOf = (
  db: Db,
  { now, after, between, limit }: { now: Date; after: readonly number[]; between: number; limit: number },
): Promise<TaskToRemindOf[]> => db.$queryRaw`
  SELECT k.id, k.kind, k.assignee_id AS "assigneeId"
  FROM task k
  WHERE k.done_at IS NULL AND k.reminders < ${after.length}
    AND k.created_at + (${after}::float8[])[k.reminders + 1] * interval '1 millisecond' <= ${now}::timestamptz
    AND (k.reminded_at IS NULL OR k.reminded_at + ${between}::float8 * interval '1 millisecond' <= ${now}::timestamptz)
    AND (k.assignee_id IS NULL
      OR EXISTS (SELECT FROM account a WHERE a.id = k.assignee_id AND a.active AND a.sign_in_id IS NOT NULL))
  ORDER BY k.created_at, k.id LIMIT ${limit} FOR UPDATE OF k SKIP LOCKED`;

/** Notes that somebody was reminded. */
export async function writeReminders(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db.task.updateMany({
    where: { id: { in: [...ids] } },
    data: { reminders: { increment: 1 }, remindedAt: now },
  });
}
