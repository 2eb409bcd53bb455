import { BETWEEN_REMINDERS_MS, REMIND_AFTER_MS, sharedTasksOf } from "@kring/domain";
import { Role, TaskKind } from "@kring/domain/contract";
import { listActiveWithRole } from "../account/index.ts";
import type { Change } from "../database.ts";
import type { Deps } from "../deps.ts";
import { notify } from "../notification/index.ts";
import type { Sweep } from "../sweeping/index.ts";
import { lockTasksToRemindOf, type TaskToRemindOf, writeReminders } from "./reminder-store.ts";

type RemindDeps = Pick<Deps, "database" | "jobs" | "nats">;

const TASKS_PAGE = "/tasks";
/** How many people in one transaction. */
const AT_ONCE = 25;

/** Who is to do a task: its assignee, or all who hold the role that it is for. */
async function assigneesOf({ db }: Pick<Change, "db">, { assigneeId, kind }: TaskToRemindOf): Promise<string[]> {
  if (assigneeId !== null) return [assigneeId];
  const known = TaskKind.safeParse(kind).data;
  const holds = (role: Role) =>
    known !== undefined && sharedTasksOf({ kind: "professional", roles: [role] }).includes(known);
  const role = Role.options.find(holds);
  return role === undefined ? [] : listActiveWithRole(db, role);
}

/**
 * Reminds of tasks that are still open at `now`, three times at most; one reminder for each person, whatever the number of tasks.
 * Gives how many people.
 */
export async function remindOfTasks(deps: RemindDeps, now = Date.now()): Promise<number> {
  const told = new Set<string>();
  while (await remindOfSome(deps, new Date(now), told));
  return told.size;
}

/**
 * A few people at a time, for a transaction has its time. Reminding and noting it are one transaction that holds the tasks: any number of
 * replicas remind once, and what is done stays quiet. Adds to `told`, whom it leaves in peace; says whether there was a task.
 */
async function remindOfSome(deps: RemindDeps, now: Date, told: Set<string>): Promise<boolean> {
  const people = new Set<string>();
  const found = await deps.database.change(async (change) => {
    people.clear();
    const when = { now, after: REMIND_AFTER_MS, between: BETWEEN_REMINDERS_MS, people: AT_ONCE };
    const due = await lockTasksToRemindOf(change.db, when);
    await writeReminders(
      change.db,
      due.map(({ id }) => id),
      now,
    );
    for (const task of due) for (const id of await assigneesOf(change, task)) if (!told.has(id)) people.add(id);
    for (const id of people) await notify(deps, change, "task-reminder", id, TASKS_PAGE);
    return due.length > 0;
  });
  for (const id of people) told.add(id);
  return found;
}

export const taskReminderSweep = (deps: RemindDeps): Sweep => ({
  name: "remind of tasks",
  everyMs: 60_000,
  run: () => remindOfTasks(deps),
});
