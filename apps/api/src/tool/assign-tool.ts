import { catalogue, presentToolRow } from "@kring/domain";
import { Refused, type ToolRow } from "@kring/domain/contract";
import { listOnlookers, lockClient, openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { notify } from "../notification/index.ts";
import { addTask } from "../task/index.ts";
import { findTool, professionalViewer } from "./read-tools.ts";
import { findTools, insertTool } from "./tool-store.ts";

/** Puts a tool of the catalogue before a client, guided by the assigner or unguided. The same tool can't be open twice. */
export function assignTool(
  deps: Deps,
  caller: Caller,
  clientId: string,
  { catalogueKey, guided }: { catalogueKey: string; guided: boolean },
): Promise<ToolRow> {
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    await lockClient(db, clientId);
    const open = await openClientAccount(db, caller, clientId);
    open.requireSection("tools");
    open.requireWork();
    const content = catalogue.find(({ key }) => key === catalogueKey);
    if (!content) throw new Refused("not-found");
    const known = await findTools(db, clientId);
    if (known.some((tool) => tool.content.key === content.key && tool.finishedAt === null)) {
      throw new Refused("already-done");
    }
    const { accountId } = caller;
    const toolId = await insertTool(db, {
      clientId,
      catalogueKey,
      guideId: guided ? accountId : null,
      assignedBy: accountId,
    });
    await addTask(db, { kind: "work-on-tool", assigneeId: clientId, clientId, toolId });
    await open.log(executor, "assigned-tool", { tool: catalogueKey });
    await notify(deps, change, "tool-assigned", clientId, `/tools/${toolId}`);
    const onlookers = await listOnlookers(db, clientId);
    afterCommit(() => tellViewChanged(deps.nats, [clientId, ...onlookers]));
    return presentToolRow(await findTool(db, clientId, toolId), professionalViewer(accountId, open.access));
  });
}
