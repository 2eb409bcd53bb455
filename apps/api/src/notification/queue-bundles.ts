import type { Deps } from "../deps.ts";
import type { Sweep } from "../sweeping/index.ts";
import { lockDueAccount, takeDue } from "../waiting-mail/index.ts";

type SweepDeps = Pick<Deps, "database" | "jobs">;

/** Of one sweep; what is left is due in the next. */
const MOST = 1_000;

/**
 * Queues one mail for everybody for whom something is due at `now`: taking it out of what waits and queueing the mail are one
 * transaction, under a lock of that person, so any number of replicas queue it once. Gives how many mails.
 */
export async function queueDueBundles({ database, jobs }: SweepDeps, now = Date.now()): Promise<number> {
  let queued = 0;
  for (let looked = 0; looked < MOST; looked++) {
    const more = await database.change(async ({ db, executor }) => {
      const accountId = await lockDueAccount(db, new Date(now));
      if (accountId === null) return false;
      const due = await takeDue(db, accountId, new Date(now));
      if (due.notificationIds.length + due.conversationIds.length === 0) return true;
      await jobs.add("bundle-mail", { accountId, ...due }, executor);
      queued += 1;
      return true;
    });
    if (!more) break;
  }
  if (queued > 0) jobs.nudge();
  return queued;
}

export const bundleSweep = (deps: SweepDeps): Sweep => ({
  name: "queue bundled mails",
  everyMs: 10_000,
  run: () => queueDueBundles(deps),
});
