import { isSecretary } from "@kring/domain";
import { AccountId, Refused, RelateRequestId, type Task, TaskId, TaskKind, ToolId } from "@kring/domain/contract";
import { listActiveWithRole, requireRole } from "../account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { findWish, listOwnTaskRows, type OwnTaskRow } from "./own-task-store.ts";
import { endTasks } from "./task-store.ts";

/** What waits for the account; for a secretary also what waits for all secretaries. */
export async function listOwnTasks({ database }: Pick<Deps, "database">, { account }: Caller): Promise<Task[]> {
  const professional = account.kind === "professional";
  const secretary = professional && isSecretary(account);
  const rows = await listOwnTaskRows(database.db, { accountId: account.id, secretary });
  return rows.flatMap((row) => presentOwnTask(row, professional));
}

/** A kind that another version wrote is not shown. */
function presentOwnTask(row: OwnTaskRow, professional: boolean): Task[] {
  const { id, at, until, clientId, clientName, requestId, toolId, catalogueKey, professionalId, professionalName } =
    row;
  const known = TaskKind.safeParse(row.kind);
  if (!known.success) return [];
  const kind = known.data;
  const asking = {
    "answer-relate-request": professionalName,
    "end-relation-wish": clientName,
    "judge-proposal": row.proposedBy,
  };
  const asks = kind in asking ? asking[kind as keyof typeof asking] : null;
  const wish = kind === "end-relation-wish";
  return [
    {
      id: TaskId.parse(id),
      kind,
      at: at.getTime(),
      until: until?.getTime() ?? null,
      client:
        professional && clientId !== null && clientName !== null
          ? { id: AccountId.parse(clientId), name: clientName }
          : null,
      person: asks === null ? null : { name: asks },
      requestId: requestId === null ? null : RelateRequestId.parse(requestId),
      tool: toolId === null || catalogueKey === null ? null : { id: ToolId.parse(toolId), catalogueKey },
      note: wish ? row.note : null,
      professional:
        wish && professionalId !== null && professionalName !== null
          ? { id: AccountId.parse(professionalId), name: professionalName }
          : null,
      doneAt: null,
    },
  ];
}

/** T-07: a secretary has seen to a client's wish; the other kinds end by what they ask for. */
export async function finishTask({ database, nats }: Deps, { account }: Caller, id: string): Promise<void> {
  requireRole(account, "secretary");
  await database.change(async ({ db, executor, afterCommit }) => {
    const wish = await findWish(db, id);
    const ended = await endTasks(db, { id, kind: "end-relation-wish", assigneeId: null });
    if (!wish || ended.length === 0) throw new Refused("not-found");
    await appendLine(executor, {
      actor: { accountId: account.id, role: "secretary" },
      action: "saw-to-wish",
      clientId: wish.clientId,
      ground: "secretary",
      details: wish.professionalId === null ? {} : { professionalId: wish.professionalId },
    });
    const secretaries = await listActiveWithRole(db, "secretary");
    afterCommit(() => tellViewChanged(nats, secretaries));
  });
}
