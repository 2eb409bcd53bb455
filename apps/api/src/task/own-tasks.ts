import { roleThatSeesTo, sharedTasksOf } from "@kring/domain";
import {
  AccessRequestId,
  AccountId,
  ConversationId,
  LinkId,
  Refused,
  RelateRequestId,
  type Task,
  TaskId,
  TaskKind,
  ToolId,
} from "@kring/domain/contract";
import { listActiveWithRole, requireRole } from "../account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { findSharedTask, listOwnTaskRows, type OwnTaskRow } from "./own-task-store.ts";
import { endTasks } from "./task-store.ts";

/** What waits for the account, alone or together with others of its roles. */
export async function listOwnTasks({ database }: Pick<Deps, "database">, { account }: Caller): Promise<Task[]> {
  const professional = account.kind === "professional";
  const rows = await listOwnTaskRows(database.db, { accountId: account.id, shared: sharedTasksOf(account) });
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
    "look-at-permission": row.inviter,
    "answer-access-request": clientName,
  };
  const asks = kind in asking ? asking[kind as keyof typeof asking] : null;
  const wish = kind === "end-relation-wish";
  const namesProfessional = wish || kind === "disputed-permission";
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
        namesProfessional && professionalId !== null && professionalName !== null
          ? { id: AccountId.parse(professionalId), name: professionalName }
          : null,
      // The client alone reads by name who was invited; the application manager gets the opaque id.
      link:
        row.linkId === null ? null : { id: LinkId.parse(row.linkId), name: professional ? null : row.relatedPerson },
      conversationId: row.conversationId === null ? null : ConversationId.parse(row.conversationId),
      accessRequestId: row.accessRequestId === null ? null : AccessRequestId.parse(row.accessRequestId),
      doneAt: null,
    },
  ];
}

const seenTo = ["end-relation-wish", "disputed-permission"] as const;

/** A client's wish (T-07) and a disputed permission (P-02) end by being seen to; the other kinds by what they ask for. */
export async function finishTask({ database, nats }: Deps, { account }: Caller, id: string): Promise<void> {
  await database.change(async ({ db, executor, afterCommit }) => {
    const task = await findSharedTask(db, id, seenTo);
    const role = task ? roleThatSeesTo(TaskKind.parse(task.kind)) : null;
    if (!task || role === null) throw new Refused("not-found");
    requireRole(account, role);
    if ((await endTasks(db, { id, assigneeId: null })).length === 0) throw new Refused("not-found");
    await appendLine(executor, {
      actor: { accountId: account.id, role },
      action: task.kind === "end-relation-wish" ? "saw-to-wish" : "saw-to-permission",
      clientId: task.clientId,
      ground: role === "secretary" ? "secretary" : "application-manager",
      details: {
        ...(task.professionalId === null ? {} : { professionalId: task.professionalId }),
        ...(task.link === null ? {} : { link: task.link }),
      },
    });
    const colleagues = await listActiveWithRole(db, role);
    afterCommit(() => tellViewChanged(nats, colleagues));
  });
}
