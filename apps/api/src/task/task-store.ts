import type { TaskKind } from "@kring/domain/contract";
import type { Db } from "../database.ts";

/** What somebody is asked to do; without an assignee it is for all who hold the role that its kind is for. */
export interface NewTask {
  kind: TaskKind;
  assigneeId: string | null;
  clientId?: string;
  requestId?: string;
  toolId?: string;
  proposalId?: string;
  professionalId?: string;
  linkId?: string;
  conversationId?: string;
  accessRequestId?: string;
  note?: string;
  until?: Date;
}

/** Puts a task before its assignee; one that is open already for the same thing stays as it is. */
export async function addTask(db: Db, task: NewTask): Promise<void> {
  await db.task.createMany({ data: [task], skipDuplicates: true });
}

/** Which open tasks end. */
export interface TaskChoice {
  kind?: TaskKind;
  id?: string;
  assigneeId?: string | null;
  clientId?: string;
  requestId?: string;
  toolId?: string | { in: string[] };
  proposalId?: string;
  professionalId?: string;
  linkId?: string;
  accessRequestId?: string;
}

/** Ends the open tasks that fit `choice`; gives who had them. */
export async function endTasks(db: Db, choice: TaskChoice): Promise<(string | null)[]> {
  const ended = await db.task.updateManyAndReturn({
    where: { ...choice, doneAt: null },
    data: { doneAt: new Date() },
    select: { assigneeId: true },
  });
  return ended.map(({ assigneeId }) => assigneeId);
}

/** Up to 100, with those of the kinds that the account shares with others. */
export async function countOpenTasks(
  db: Db,
  { accountId, shared }: { accountId: string; shared: readonly TaskKind[] },
): Promise<number> {
  const rows = await db.task.findMany({
    where: { doneAt: null, OR: [{ assigneeId: accountId }, { assigneeId: null, kind: { in: [...shared] } }] },
    take: 100,
    select: { id: true },
  });
  return rows.length;
}
