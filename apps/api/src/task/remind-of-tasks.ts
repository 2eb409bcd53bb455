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
const AT_ONCE = 500;

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
 * Reminding and noting it are one transaction that holds the tasks: any number of replicas remind once, and what is done stays quiet.
 * Gives how many people.
 */
export async function remindOfTasks(deps: RemindDeps, now = Date.now()): Promise<number> {
  return deps.database.change(async (change) => {
    const when = { now: new Date(now), after: REMIND_AFTER_MS, between: BETWEEN_REMINDERS_MS, limit: AT_ONCE };
    const due = await lockTasksToRemindOf(change.db, when);
    if (due.length === 0) return 0;
    const ids = due.map(({ id }) => id);
    await writeReminders(change.db, ids, when.now);
    const people = new Set<string>();
    for (const task of due) for (const id of await assigneesOf(change, task)) people.add(id);
    for (const id of people) await notify(deps, change, "task-reminder", id, TASKS_PAGE);
    return people.size;
  });
}

export const taskReminderSweep = (deps: RemindDeps): Sweep => ({
  name: "remind of tasks",
  everyMs: 60_000,
  run: () => remindOfTasks(deps),
});
