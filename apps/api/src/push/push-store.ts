import type { PushSubscriptionInput } from "@kring/domain/contract";
import type { Executor } from "@kring/service-kit";
import type { Db } from "../database.ts";

export interface NewSubscription extends PushSubscriptionInput {
  sessionId: string;
  accountId: string;
  serverKey: string;
}

/**
 * Writes the one subscription of a session, in the place of whatever else this device belonged to, and of what the session had: under
 * its id, so that pushes that wait go to the new address.
 */
export async function replaceSubscription(
  db: Db,
  { sessionId, accountId, endpoint, keys, serverKey }: NewSubscription,
): Promise<void> {
  const before = await db.pushSubscription.findUnique({ where: { sessionId }, select: { id: true } });
  await db.pushSubscription.deleteMany({ where: { OR: [{ sessionId }, { endpoint }] } });
  await db.pushSubscription.create({
    data: { ...before, sessionId, accountId, endpoint, ...keys, serverKey },
    select: { id: true },
  });
}

/** Leaves an account the devices that it added last. */
export async function dropOldest(db: Db, accountId: string, most: number): Promise<void> {
  const surplus = await db.pushSubscription.findMany({
    where: { accountId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: most,
    select: { id: true },
  });
  await db.pushSubscription.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } });
}

export async function deleteSubscriptionOf(db: Db, sessionId: string): Promise<void> {
  await db.pushSubscription.deleteMany({ where: { sessionId } });
}

export async function deleteSubscription(db: Db, id: string): Promise<void> {
  await db.pushSubscription.deleteMany({ where: { id } });
}

/** Whether a session's device tells this account. */
export async function isSubscribed(
  db: Db,
  wanted: { sessionId: string; accountId: string; serverKey: string },
): Promise<boolean> {
  return (await db.pushSubscription.count({ where: wanted })) > 0;
}

/** Where the devices of an account are told, and since when, oldest first. */
export const listDevices = (db: Db, accountId: string): Promise<{ endpoint: string; createdAt: Date }[]> =>
  db.pushSubscription.findMany({
    where: { accountId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { endpoint: true, createdAt: true },
  });

/** The devices that tell an account now. */
export async function listSubscriptionIds(executor: Executor, accountId: string): Promise<string[]> {
  const { rows } = await executor(
    `SELECT p.id FROM push_subscription p
     JOIN session s ON s.id = p.session_id AND s.account_id = p.account_id AND s.expires_at > now()
     WHERE p.account_id = $1::uuid`,
    [accountId],
  );
  return rows.map(({ id }) => String(id));
}

export interface DuePush {
  endpoint: string;
  p256dh: string;
  auth: string;
  /** When the notification was written. */
  at: Date;
  accountId: string;
  /** As it was written; another version may have kinds of its own. */
  kind: string;
  /** Of messages alone: where something may be unread. */
  conversationIds: string[];
}

/** What is to be pushed still: to a device whose session stands and acts as the receiver, about what nobody has read meanwhile. */
export async function findDuePush(
  db: Db,
  { subscriptionId, notificationId, serverKey }: { subscriptionId: string; notificationId: string; serverKey: string },
): Promise<DuePush | null> {
  const [due] = await db.$queryRaw<DuePush[]>`
    SELECT p.endpoint, p.p256dh, p.auth, n.at, n.kind, p.account_id AS "accountId", n.conversations AS "conversationIds"
    FROM push_subscription p
    JOIN session s ON s.id = p.session_id AND s.account_id = p.account_id AND s.expires_at > now()
    JOIN account a ON a.id = p.account_id AND a.active
    JOIN (
      SELECT id, account_id, at, kind, '{}'::uuid[] AS conversations FROM notification WHERE read_at IS NULL
      UNION ALL SELECT id, account_id, due_at, 'messages-unread', conversation_ids FROM missed_push
    ) n ON n.account_id = p.account_id AND n.id = ${notificationId}::uuid
    WHERE p.id = ${subscriptionId}::uuid AND p.server_key = ${serverKey}`;
  return due ?? null;
}

/**
 * Writes what an account's devices are to be told that it missed, in the place of what they were told before; what waits still goes with
 * it. Gives its id, if there is such an account: whatever had the id before is pushed no more.
 */
export async function replaceMissed(
  executor: Executor,
  { accountId, conversationIds, dueAt }: { accountId: string; conversationIds: readonly string[]; dueAt: number },
): Promise<string | null> {
  const { rows } = await executor(
    `INSERT INTO missed_push AS m (account_id, conversation_ids, due_at)
     SELECT id, $2::uuid[], $3::timestamptz FROM account WHERE id = $1::uuid
     ON CONFLICT (account_id) DO UPDATE SET id = excluded.id, due_at = excluded.due_at,
       conversation_ids = CASE WHEN m.due_at <= now() THEN excluded.conversation_ids
         ELSE ARRAY(SELECT unnest(m.conversation_ids) UNION SELECT unnest(excluded.conversation_ids)) END
     RETURNING id`,
    [accountId, conversationIds, new Date(dueAt).toISOString()],
  );
  return rows[0] ? String(rows[0].id) : null;
}

/** What an account's devices were last told that it missed, if it goes by this id. */
export const findMissed = (
  db: Db,
  accountId: string,
  id: string,
): Promise<{ conversationIds: string[]; dueAt: Date } | null> =>
  db.missedPush.findFirst({ where: { id, accountId }, select: { conversationIds: true, dueAt: true } });
