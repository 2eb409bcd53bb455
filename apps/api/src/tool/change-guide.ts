import { refuseGuideChange } from "@kring/domain";
import { Refused, type ToolView } from "@kring/domain/contract";
import { listOnlookers, lockClient, openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { leaveUnguided, moveTools } from "./guide-store.ts";
import { findTool, professionalViewer, viewTool } from "./read-tools.ts";

/** One guides an unguided tool from now on, or leaves one's own unguided, which switches its feedback moments off. */
export function changeGuide(
  deps: Deps,
  caller: Caller,
  { clientId, toolId }: { clientId: string; toolId: string },
  guided: boolean,
): Promise<ToolView> {
  const { accountId } = caller;
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    await lockClient(db, clientId);
    const open = await openClientAccount(db, caller, clientId);
    open.requireSection("tools");
    open.requireWork();
    const { content, state } = await findTool(db, clientId, toolId);
    const refused = refuseGuideChange(state, accountId, guided);
    if (refused) throw new Refused(refused);
    if (guided) await moveTools(change, [toolId], accountId);
    else await leaveUnguided(change, [toolId]);
    await open.log(executor, "changed-guide", { tool: content.key });
    const onlookers = await listOnlookers(db, clientId);
    afterCommit(() => tellViewChanged(deps.nats, [clientId, ...onlookers]));
    return viewTool(db, clientId, toolId, professionalViewer(accountId, open.access));
  });
}
