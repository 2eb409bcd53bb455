import type { Executor } from "@kring/service-kit";
import type { Jobs, QueuePayloads } from "../jobs/index.ts";
import { listSubscriptionIds, replaceMissed } from "./push-store.ts";

/**
 * Tells every subscribed device of `accountId` of one notification (N-01), by a job for each in the transaction of `executor`: one
 * that can't be reached holds up no other. With `notBefore` (milliseconds), not until then.
 */
export async function sendPush(
  jobs: Pick<Jobs, "add">,
  executor: Executor,
  { accountId, notificationId, notBefore }: { accountId: string; notificationId: string; notBefore?: number },
): Promise<void> {
  for (const subscriptionId of await listSubscriptionIds(executor, accountId))
    await addPush(jobs, { accountId, subscriptionId, notificationId }, { executor, notBefore });
}

/** The same about messages that are unread in some conversations, which no notification tells of: one push, whatever waits already. */
export async function sendMissedPush(
  jobs: Pick<Jobs, "add">,
  executor: Executor,
  { accountId, conversationIds, at }: { accountId: string; conversationIds: readonly string[]; at: number },
): Promise<void> {
  const notificationId = await replaceMissed(executor, { accountId, conversationIds, dueAt: at });
  if (notificationId !== null) await sendPush(jobs, executor, { accountId, notificationId, notBefore: at });
}

/** One push to one device, which knows itself when it was due. */
export const addPush = (
  jobs: Pick<Jobs, "add">,
  of: Pick<QueuePayloads["push"], "accountId" | "subscriptionId" | "notificationId">,
  { executor, notBefore }: { executor?: Executor; notBefore?: number | undefined } = {},
): Promise<void> =>
  jobs.add("push", { ...of, ...(notBefore !== undefined && { dueAt: notBefore }) }, executor, notBefore);
