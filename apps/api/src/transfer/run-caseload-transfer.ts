import { setTimeout as rest } from "node:timers/promises";
import { Refused } from "@kring/domain/contract";
import { isUnavailable } from "@kring/service-kit";
import { findActiveAccount, type SignedInAccount } from "../account/index.ts";
import { lockClient } from "../client-account/index.ts";
import { LostRace } from "../database.ts";
import type { Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { holdSetting } from "../setting/index.ts";
import { findTransfer, listWaiting, lockWaiting, type StoredTransfer, writeResult } from "./caseload-transfer-store.ts";
import { transferClient } from "./transfer-client.ts";

/** Well below the time after which the queue gives a job to somebody else. */
const LONGEST_RUN_MS = 30_000;
/** After each client it rests this many times as long as that took: most of the time belongs to those who talk meanwhile. */
const REST_TIMES = 3;

type RunDeps = Pick<Deps, "database" | "jobs" | "nats">;

/**
 * Goes on with a transfer, each client in a change of its own, so that whoever takes over after a process that died continues
 * where it stopped and does nothing twice.
 */
export async function runCaseloadTransfer(deps: RunDeps, { transferId }: { transferId: string }): Promise<void> {
  const { db } = deps.database;
  const transfer = await findTransfer(db, transferId);
  if (!transfer) return;
  const starter = await findActiveAccount(db, transfer.startedBy);
  const stopAt = Date.now() + LONGEST_RUN_MS;
  const failures: unknown[] = [];
  for (const clientId of await listWaiting(db, transferId)) {
    if (Date.now() > stopAt) {
      await deps.jobs.add("caseload-transfer", { transferId });
      return;
    }
    const began = performance.now();
    await transferOne(deps, transfer, starter, clientId).catch((error: unknown) => {
      if (isUnavailable(error)) throw error;
      // One client who can't be handed over keeps back none of the others; the job is tried again for that one.
      failures.push(error);
    });
    tellViewChanged(deps.nats, [transfer.startedBy]);
    await rest((performance.now() - began) * REST_TIMES);
  }
  if (failures.length > 0) throw failures[0];
}

async function transferOne(
  deps: RunDeps,
  { id: transferId, fromId: from, toId: to, message }: StoredTransfer,
  starter: SignedInAccount | null,
  clientId: string,
): Promise<void> {
  try {
    await deps.database.change(async (change) => {
      const { db } = change;
      await holdSetting(db, "relate-requests");
      await lockClient(db, clientId);
      if (!(await lockWaiting(db, transferId, clientId))) return;
      if (!starter) throw new Refused("not-found");
      const { state } = await transferClient(deps, change, { account: starter }, { clientId, from, to, message });
      await writeResult(db, { transferId, clientId, state, code: null });
    });
  } catch (error) {
    if (!(error instanceof Refused) || error instanceof LostRace || error.code === "unavailable") throw error;
    await writeResult(deps.database.db, { transferId, clientId, state: "failed", code: error.code });
  }
}
