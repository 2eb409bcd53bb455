import { decideRelateRequest } from "@kring/domain";
import { isUnavailable } from "@kring/service-kit";
import { lockIdleClient } from "../client-account/index.ts";
import type { Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import type { Sweep } from "../sweeping/index.ts";
import { closeRelateRequest } from "./close-relate-request.ts";
import { isPointless, listOverdue, lockRequest } from "./relate-request-store.ts";

type SweepDeps = Pick<Deps, "database" | "jobs" | "nats">;

/** Ends requests whose time is over and those of which nothing can come any more; each in a change of its own. */
export async function expireRelateRequests(deps: SweepDeps): Promise<void> {
  const failures: unknown[] = [];
  for (const due of await listOverdue(deps.database.db)) {
    await expireOne(deps, due).catch((error: unknown) => {
      if (isUnavailable(error)) throw error;
      // The oldest come first each time: one that can't be ended may not keep back the others.
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

async function expireOne(deps: SweepDeps, { id, clientId }: { id: string; clientId: string }): Promise<void> {
  await deps.database.change(async (change) => {
    const { db, executor } = change;
    if (!(await lockIdleClient(db, clientId))) return;
    const request = await lockRequest(db, id);
    if (!request) return;
    const now = Date.now();
    const expiresAt = request.expiresAt.getTime();
    const pointless = await isPointless(db, id);
    if (!decideRelateRequest("expire", { state: request.state, expiresAt, pointless }, now).ok) return;
    await closeRelateRequest(deps, change, request, { state: "expired", by: null });
    const { professionalId, senderId } = request;
    await appendLine(executor, {
      actor: null,
      action: "expired-relate-request",
      clientId,
      ground: "platform",
      details: { professionalId },
    });
    if (pointless) return;
    await notify(deps, change, "relate-request-cancelled", clientId, "/circle");
    await notify(deps, change, "relate-request-cancelled", senderId, "/requests");
  });
}

export const relateRequestSweep = (deps: SweepDeps): Sweep => ({
  name: "end relate requests whose time is over",
  everyMs: 1_000,
  run: () => expireRelateRequests(deps),
});
