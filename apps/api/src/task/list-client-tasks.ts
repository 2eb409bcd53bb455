import {
  AccountId,
  type listClientTasks as listClientTasksRoute,
  RelateRequestId,
  TaskId,
  TaskKind,
  ToolId,
} from "@kring/domain/contract";
import type { z } from "zod";
import { openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { type ClientTaskRow, listClientTaskRows } from "./client-task-store.ts";

type ClientTasks = z.output<typeof listClientTasksRoute.response>;

/** Open tasks in a client account, for who treats (T-06); the look is logged. */
export function listClientTasks(
  { database }: Pick<Deps, "database">,
  { accountId, account }: Caller,
  clientId: string,
): Promise<ClientTasks> {
  return database.change(async ({ db, executor }) => {
    const open = await openClientAccount(db, { account }, clientId);
    open.requireSection("tasks");
    const rows = await listClientTaskRows(db, clientId, accountId);
    await open.log(executor, "viewed-tasks");
    const client = { id: AccountId.parse(open.client.id), name: open.client.name };
    return { tasks: rows.flatMap((row) => presentTask(row, client, accountId)) };
  });
}

/** A kind that another version wrote is not shown. */
function presentTask(
  { id, kind, at, until, requestId, toolId, catalogueKey, askedBy, ...row }: ClientTaskRow,
  client: { id: AccountId; name: string },
  viewerId: string,
): ClientTasks["tasks"] {
  const known = TaskKind.safeParse(kind);
  if (!known.success) return [];
  return [
    {
      id: TaskId.parse(id),
      kind: known.data,
      at: at.getTime(),
      until: until?.getTime() ?? null,
      client,
      person: askedBy === null ? null : { name: askedBy },
      requestId: requestId === null ? null : RelateRequestId.parse(requestId),
      tool: toolId === null || catalogueKey === null ? null : { id: ToolId.parse(toolId), catalogueKey },
      note: null,
      professional: null,
      link: null,
      conversationId: null,
      accessRequestId: null,
      doneAt: null,
      assignee: {
        name: row.assigneeName,
        kind: row.assigneeKind === "client" ? "client" : "professional",
        you: row.assigneeId === viewerId,
      },
    },
  ];
}
