import { Prisma } from "../../generated/client.ts";
import type { Db } from "../database.ts";

/** An open task of which somebody is to be reminded. */
export interface TaskToRemindOf {
  id: string;
  kind: string;
  /** Null where all who hold a role share it. */
  assigneeId: string | null;
}

/**
 * Locks open tasks whose next reminder is due: all those of a few people, who are locked with them, and those that a role shares; what
 * another process holds is its business. A task whose assignee can't sign in is left out.
 */
export const lockTasksToRemindOf = (
  db: Db,
  { now, after, between, people }: { now: Date; after: readonly number[]; between: number; people: number },
): Promise<TaskToRemindOf[]> => {
  const isDue = Prisma.sql`k.done_at IS NULL AND k.reminders < ${after.length}
    AND k.created_at + (${after}::float8[])[k.reminders + 1] * interval '1 millisecond' <= ${now}::timestamptz
    AND (k.reminded_at IS NULL OR k.reminded_at + ${between}::float8 * interval '1 millisecond' <= ${now}::timestamptz)`;
  return db.$queryRaw`
    WITH people AS MATERIALIZED (
      SELECT a.id FROM account a
      WHERE a.active AND a.sign_in_id IS NOT NULL AND a.id IN (SELECT k.assignee_id FROM task k WHERE ${isDue})
      LIMIT ${people} FOR NO KEY UPDATE SKIP LOCKED)
    SELECT k.id, k.kind, k.assignee_id AS "assigneeId"
    FROM task k
    WHERE ${isDue} AND (k.assignee_id IS NULL OR k.assignee_id IN (SELECT id FROM people))
    ORDER BY k.created_at, k.id FOR UPDATE OF k SKIP LOCKED`;
};

/** Notes that somebody was reminded. */
export async function writeReminders(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db.task.updateMany({
    where: { id: { in: [...ids] } },
    data: { reminders: { increment: 1 }, remindedAt: now },
  });
}
