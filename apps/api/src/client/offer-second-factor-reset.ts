import { Refused } from "@kring/domain/contract";
import type { Caller, Deps } from "../deps.ts";
import { openForArranging } from "./change-client.ts";

/** Mails the owner a link; only with that does the second factor go. Without one no mail is sent, and nobody is told. */
export async function offerSecondFactorReset(deps: Deps, caller: Caller, clientId: string): Promise<void> {
  await deps.database.change(async (change) => {
    const { open, can } = await openForArranging(change, caller, clientId);
    const { signInId } = open.client;
    if (!can.offerSecondFactorReset || signInId === null) throw new Refused("not-found");
    await deps.jobs.add("second-factor-reset", { signInId }, change.executor);
    change.afterCommit(() => deps.jobs.nudge());
    await open.log(change.executor, "offered-second-factor-reset");
  });
}
