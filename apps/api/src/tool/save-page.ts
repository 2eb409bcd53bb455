import { decideSavePage, type SavedPage } from "@kring/domain";
import { Refused, type ToolView } from "@kring/domain/contract";
import { listOnlookers, lockClient } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { lockAccount } from "../invitation/index.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { addTask, endTasks } from "../task/index.ts";
import { findTool, requireOwner, viewTool } from "./read-tools.ts";
import { finishTool, insertMoment, writePage } from "./tool-store.ts";

/** Saves a page of the caller's own tool. Of two devices the last save wins; a page is closed once. */
export function savePage(deps: Deps, caller: Caller, toolId: string, saved: SavedPage): Promise<ToolView> {
  const ownerId = requireOwner(caller);
  const isClient = caller.account.kind === "client";
  return deps.database.change(async (change) => {
    const { db, executor, afterCommit } = change;
    await (isClient ? lockClient(db, ownerId) : lockAccount(db, ownerId));
    const { content, state } = await findTool(db, ownerId, toolId);
    const decided = decideSavePage(content, state, saved);
    if (!decided.ok) {
      throw new Refused(decided.code, decided.code === "invalid-input" ? { fields: decided.fields } : {});
    }
    await writePage(db, toolId, saved);
    const begun = await endTasks(db, { kind: "work-on-tool", toolId });
    if (decided.finishes) await finishTool(db, toolId);
    // P-08: what a related person does with their own tools is nobody else's to read.
    if (saved.done && isClient) {
      await appendLine(executor, {
        actor: { accountId: ownerId, role: "client" },
        action: "filled-in-tool",
        clientId: ownerId,
        ground: "own-account",
        details: { tool: content.key },
      });
    }
    if (decided.feedbackAfter !== null && state.guideId !== null) {
      await askFeedback(deps, change, {
        clientId: ownerId,
        toolId,
        guideId: state.guideId,
        after: decided.feedbackAfter,
      });
    }
    if (saved.done || begun.length > 0) {
      const onlookers = isClient ? await listOnlookers(db, ownerId) : [];
      afterCommit(() => tellViewChanged(deps.nats, [ownerId, ...onlookers]));
    }
    return viewTool(db, ownerId, toolId, { as: "owner", accountId: ownerId });
  });
}

async function askFeedback(
  deps: Deps,
  change: Change,
  { clientId, toolId, guideId, after }: { clientId: string; toolId: string; guideId: string; after: string },
): Promise<void> {
  await insertMoment(change.db, toolId, after);
  await addTask(change.db, { kind: "give-feedback", assigneeId: guideId, clientId, toolId });
  await notify(deps, change, "feedback-wanted", guideId, `/clients/${clientId}/tools/${toolId}`);
}
