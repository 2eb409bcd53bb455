import { Refused, type ToolView } from "@kring/domain/contract";
import { listOnlookers, lockClient, openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { notify } from "../notification/index.ts";
import { endTasks } from "../task/index.ts";
import { findTool, professionalViewer, viewTool } from "./read-tools.ts";
import { writeFeedback } from "./tool-store.ts";

/** The guide's feedback on a moment that waits. Nobody else gives it; a second one comes too late. */
export function giveFeedback(
  deps: Deps,
  caller: Caller,
  { clientId, toolId }: { clientId: string; toolId: string },
  { after, text }: { after: string; text: string },
): Promise<ToolView> {
  if (text.includes("\u0000") || !text.isWellFormed()) throw new Refused("invalid-input", { fields: ["text"] });
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    await lockClient(db, clientId);
    const open = await openClientAccount(db, caller, clientId);
    open.requireSection("tools");
    open.requireWork();
    const { content, state } = await findTool(db, clientId, toolId);
    const moment = state.moments.find((one) => one.after === after);
    if (!moment || state.guideId !== caller.accountId) throw new Refused("not-found");
    if (moment.state !== "waiting") throw new Refused("already-done");
    await writeFeedback(db, { toolId, after, by: caller.accountId, text });
    const waiting = state.moments.filter((one) => one.state === "waiting");
    if (waiting.length === 1) await endTasks(db, { kind: "give-feedback", toolId });
    await open.log(executor, "gave-feedback", { tool: content.key });
    await notify(deps, change, "feedback-given", clientId, `/tools/${toolId}`);
    const onlookers = await listOnlookers(db, clientId);
    afterCommit(() => tellViewChanged(deps.nats, [clientId, ...onlookers]));
    return viewTool(db, clientId, toolId, professionalViewer(caller.accountId, open.access));
  });
}
