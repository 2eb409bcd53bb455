import type { Executor } from "@kring/service-kit";
import type { Jobs } from "../jobs/index.ts";
import { listSubscriptionIds } from "./push-store.ts";

/**
 * Tells every subscribed device of `accountId` of one notification (N-01), by a job for each in the transaction of `executor`: one
 * that can't be reached holds up no other. With `notBefore` (milliseconds), not until then.
 */
export async function sendPush(
  jobs: Pick<Jobs, "add">,
  executor: Executor,
  { accountId, notificationId, notBefore }: { accountId: string; notificationId: string; notBefore?: number },
): Promise<void> {
  for (const subscriptionId of await listSubscriptionIds(executor, accountId)) {
    await addPush(jobs, { subscriptionId, notificationId, notBefore }, executor);
  }
}

/** One push to one device, which knows itself when it was due. */
export const addPush = (
  jobs: Pick<Jobs, "add">,
  {
    subscriptionId,
    notificationId,
    notBefore,
  }: { subscriptionId: string; notificationId: string; notBefore?: number | undefined },
  executor?: Executor,
): Promise<void> =>
  jobs.add(
    "push",
    { subscriptionId, notificationId, ...(notBefore !== undefined && { dueAt: notBefore }) },
    executor,
    notBefore,
  );
