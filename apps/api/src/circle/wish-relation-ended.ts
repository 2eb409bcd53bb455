import { Refused } from "@kring/domain/contract";
import { listActiveWithRole } from "../account/index.ts";
import { lockClient } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { isRelated } from "../relation/index.ts";
import { addTask } from "../task/index.ts";
import { isEndingWished } from "./circle-store.ts";

/** T-07: the client's wish to end a relation becomes a task of the secretaries. */
export async function wishRelationEnded(
  deps: Deps,
  { account, accountId: clientId }: Caller,
  { professionalId, note }: { professionalId: string; note: string },
): Promise<void> {
  if (account.kind !== "client") throw new Refused("not-found");
  await deps.database.change(async (change) => {
    const { db, executor } = change;
    await lockClient(db, clientId);
    if (!(await isRelated(db, clientId, professionalId))) throw new Refused("not-found");
    if (await isEndingWished(db, clientId, professionalId)) throw new Refused("already-done");
    await addTask(db, { kind: "end-relation-wish", assigneeId: null, clientId, professionalId, note });
    await appendLine(executor, {
      actor: { accountId: clientId, role: "client" },
      action: "wished-relation-ended",
      clientId,
      ground: "own-account",
      details: { professionalId },
    });
    const secretaries = await listActiveWithRole(db, "secretary");
    for (const secretary of secretaries) await notify(deps, change, "task-for-secretary", secretary, "/tasks");
    change.afterCommit(() => tellViewChanged(deps.nats, [clientId, ...secretaries]));
  });
}
