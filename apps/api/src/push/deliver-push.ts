import { decideDelivery, pushSecondsLeft } from "@kring/domain";
import { NotificationKind } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import type { CountUnread } from "../count-unread.ts";
import type { Db } from "../database.ts";
import type { Jobs, QueuePayloads } from "../jobs/index.ts";
import { readPreferences } from "../notification-preference/index.ts";
import { type DuePush, deleteSubscription, findDuePush } from "./push-store.ts";
import type { Pusher } from "./pusher.ts";
import { addPush } from "./send-push.ts";

/** So often a push goes when its service said that it may; then as one that could not be delivered. */
const MOST_PUT_OFF = 8;

interface PushDeps {
  db: Db;
  pusher: Pusher | null;
  jobs: Pick<Jobs, "add">;
  countUnread: CountUnread;
}

/**
 * The job: pushes one notification to one device, as its owner chooses by now (N-03): what they no longer want is dropped, what comes
 * into quiet hours waits again; so is what they have read, or see, of messages. A device that is not there any more is forgotten.
 */
export async function deliverPush(deps: PushDeps, payload: QueuePayloads["push"]): Promise<void> {
  const { db, pusher, jobs } = deps;
  const { subscriptionId, notificationId, dueAt = 0, putOff = 0 } = payload;
  if (pusher === null) return;
  const due = await findDuePush(db, { subscriptionId, notificationId, serverKey: pusher.key });
  const now = Date.now();
  const secondsLeft = due ? pushSecondsLeft(Math.min(now, Math.max(due.at.getTime(), dueAt)), now) : 0;
  if (!due || secondsLeft === 0) return;
  const kind = NotificationKind.safeParse(due.kind).data;
  const wanted = kind && decideDelivery(kind, await readPreferences(prismaExecutor(db), due.accountId), now).push;
  if (wanted?.when === "never") return;
  if (wanted?.when === "at") {
    await addPush(jobs, { accountId: due.accountId, subscriptionId, notificationId }, { notBefore: wanted.at });
    return;
  }
  if (await isSeen(deps, due)) return;
  const { endpoint, p256dh, auth } = due;
  const outcome = await pusher.push({ endpoint, keys: { p256dh, auth } }, { notificationId, secondsLeft });
  if (outcome === "gone") await deleteSubscription(db, subscriptionId);
  if (typeof outcome === "string") return;
  // Its time is over by then; the inbox or the mail tells it.
  if (outcome.againAfterMs >= secondsLeft * 1_000) return;
  if (putOff >= MOST_PUT_OFF) throw new Error("The push was put off too often");
  await jobs.add("push", { ...payload, putOff: putOff + 1 }, undefined, now + outcome.againAfterMs);
}

/** Whether all messages that a push is about were read, or their reader looks at the platform. */
async function isSeen({ countUnread }: PushDeps, { accountId, conversationIds }: DuePush): Promise<boolean> {
  if (conversationIds.length === 0) return false;
  const { unread, online } = await countUnread({ accountId, conversationIds });
  return unread === 0 || online;
}
