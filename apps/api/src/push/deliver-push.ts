import { pushSecondsLeft } from "@kring/domain";
import type { Db } from "../database.ts";
import { deleteSubscription, findDuePush } from "./push-store.ts";
import type { Pusher } from "./pusher.ts";

/** The job: pushes one notification to one device; a device that is not there any more is forgotten. */
export async function deliverPush(
  { db, pusher }: { db: Db; pusher: Pusher | null },
  { subscriptionId, notificationId }: { subscriptionId: string; notificationId: string },
): Promise<void> {
  if (pusher === null) return;
  const due = await findDuePush(db, { subscriptionId, notificationId, serverKey: pusher.key });
  const secondsLeft = due ? pushSecondsLeft(due.at.getTime(), Date.now()) : 0;
  if (!due || secondsLeft === 0) return;
  const { endpoint, p256dh, auth } = due;
  const outcome = await pusher.push({ endpoint, keys: { p256dh, auth } }, { notificationId, secondsLeft });
  if (outcome === "gone") await deleteSubscription(db, subscriptionId);
}
