import { type DeliveryPreferences, decideDelivery } from "@kring/domain";
import { NotificationKind } from "@kring/domain/contract";
import type { Executor } from "@kring/service-kit";
import type { Db } from "../database.ts";

/** What a mail is to tell of: a notification, or a conversation with messages that are unread. */
export type Waiting = { notificationId: string } | { conversationId: string };

/** Keeps a mail until its time; a conversation for which one waits already stays as it is. */
export async function addWaitingMail(
  executor: Executor,
  { accountId, kind, about, dueAt }: { accountId: string; kind: NotificationKind; about: Waiting; dueAt: number },
): Promise<void> {
  await executor(
    `INSERT INTO waiting_mail (account_id, kind, notification_id, conversation_id, due_at)
     VALUES ($1::uuid, $2::text, $3::uuid, $4::uuid, $5::timestamptz) ON CONFLICT DO NOTHING`,
    [
      accountId,
      kind,
      "notificationId" in about ? about.notificationId : null,
      "conversationId" in about ? about.conversationId : null,
      new Date(dueAt).toISOString(),
    ],
  );
}

/**
 * Puts what waits for an account where its new preferences put it; what it no longer wants is dropped. What is due already stays due, or
 * the next day would come before it.
 */
export async function reconsiderWaiting(
  db: Db,
  { accountId, preferences, now }: { accountId: string; preferences: DeliveryPreferences; now: number },
): Promise<void> {
  const waiting = await db.waitingMail.findMany({ where: { accountId }, select: { kind: true }, distinct: ["kind"] });
  for (const { kind } of waiting) {
    const known = NotificationKind.safeParse(kind).data;
    const delivery = known && decideDelivery(known, preferences, now).mail;
    if (!delivery || delivery.when === "never") await db.waitingMail.deleteMany({ where: { accountId, kind } });
    else {
      const dueAt = new Date(delivery.when === "at" ? delivery.at : now);
      await db.waitingMail.updateMany({ where: { accountId, kind, dueAt: { gt: new Date(now) } }, data: { dueAt } });
    }
  }
}

/** Locks somebody for whom a mail is due, and gives their id; those whom another process has locked are its business. */
export async function lockDueAccount(db: Db, now: Date): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM account a
    WHERE a.id IN (SELECT account_id FROM waiting_mail WHERE due_at <= ${now}::timestamptz ORDER BY due_at LIMIT 200)
    LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
  return row?.id ?? null;
}

/** Takes what is due for an account out of what waits. Call it after the account was locked. */
export async function takeDue(
  db: Db,
  accountId: string,
  now: Date,
): Promise<{ notificationIds: string[]; conversationIds: string[] }> {
  const rows = await db.$queryRaw<{ notification: string | null; conversation: string | null }[]>`
    DELETE FROM waiting_mail WHERE account_id = ${accountId}::uuid AND due_at <= ${now}::timestamptz
    RETURNING notification_id AS notification, conversation_id AS conversation`;
  return {
    notificationIds: rows.flatMap(({ notification }) => notification ?? []),
    conversationIds: rows.flatMap(({ conversation }) => conversation ?? []),
  };
}
