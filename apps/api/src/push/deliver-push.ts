import { decideDelivery, pushSecondsLeft } from "@kring/domain";
import { NotificationKind } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import type { Db } from "../database.ts";
import type { Jobs, QueuePayloads } from "../jobs/index.ts";
import { readPreferences } from "../notification-preference/index.ts";
import { deleteSubscription, findDuePush } from "./push-store.ts";
import type { Pusher } from "./pusher.ts";
import { addPush } from "./send-push.ts";

/**
 * The job: pushes one notification to one device, as its owner chooses by now (N-03): what they no longer want is dropped, what comes
 * into quiet hours waits again. A device that is not there any more is forgotten.
 */
export async function deliverPush(
  { db, pusher, jobs }: { db: Db; pusher: Pusher | null; jobs: Pick<Jobs, "add"> },
  { subscriptionId, notificationId, dueAt = 0 }: QueuePayloads["push"],
): Promise<void> {
  if (pusher === null) return;
  const due = await findDuePush(db, { subscriptionId, notificationId, serverKey: pusher.key });
  const now = Date.now();
  const secondsLeft = due ? pushSecondsLeft(Math.max(due.at.getTime(), dueAt), now) : 0;
  if (!due || secondsLeft === 0) return;
  const kind = NotificationKind.safeParse(due.kind).data;
  const wanted = kind && decideDelivery(kind, await readPreferences(prismaExecutor(db), due.accountId), now).push;
  if (wanted?.when === "never") return;
  if (wanted?.when === "at") {
    await addPush(jobs, { subscriptionId, notificationId, notBefore: wanted.at });
    return;
  }
  const { endpoint, p256dh, auth } = due;
  const outcome = await pusher.push({ endpoint, keys: { p256dh, auth } }, { notificationId, secondsLeft });
  if (outcome === "gone") await deleteSubscription(db, subscriptionId);
}
