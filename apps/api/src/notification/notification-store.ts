import { MOST_AT_ONCE } from "@kring/domain";
import { NotificationKind } from "@kring/domain/contract";
import type { Executor } from "@kring/service-kit";
import type { Db } from "../database.ts";

/** Writes a notification; gives its id, and whether its receiver can be mailed. */
export async function insertNotification(
  executor: Executor,
  { kind, receiver, link }: { kind: NotificationKind; receiver: string; link: string },
): Promise<{ id: string; mailable: boolean } | undefined> {
  const { rows } = await executor(
    `INSERT INTO notification (account_id, kind, link)
     SELECT id, $2::text, $3::text FROM account WHERE id = $1::uuid
     RETURNING id, (SELECT active AND sign_in_id IS NOT NULL FROM account WHERE id = $1::uuid) AS mailable`,
    [receiver, kind, link],
  );
  const row = rows[0];
  return row && { id: String(row.id), mailable: row.mailable === true };
}

/** How many notifications of a kind somebody got within the last hour; counts no further than matters. */
export async function countLately(executor: Executor, accountId: string, kind: NotificationKind): Promise<number> {
  const { rows } = await executor(
    `SELECT FROM notification WHERE account_id = $1::uuid AND kind = $2::text AND at > now() - interval '1 hour' LIMIT $3::int`,
    [accountId, kind, MOST_AT_ONCE + 1],
  );
  return rows.length;
}

/** Whether one was unread until now. */
export async function markAskedRead(
  executor: Executor,
  { kind, receiver, link }: { kind: NotificationKind; receiver: string; link: string },
): Promise<boolean> {
  const { rows } = await executor(
    `UPDATE notification SET read_at = now()
     WHERE account_id = $1::uuid AND kind = $2::text AND link = $3::text AND read_at IS NULL RETURNING id`,
    [receiver, kind, link],
  );
  return rows.length > 0;
}

/** the colleague who covers for `receiver` today, if they are related to this client themself. */
export async function findCoveringOf(
  executor: Executor,
  { receiver, clientId, today }: { receiver: string; clientId: string; today: string },
): Promise<string | null> {
  const { rows } = await executor(
    `SELECT b.covering_id AS id
     FROM absence b
     JOIN account c ON c.id = b.covering_id AND c.active
     JOIN relation r ON r.professional_id = b.covering_id AND r.client_id = $2::uuid AND r.ended_at IS NULL
     WHERE b.professional_id = $1::uuid AND b.ended_at IS NULL AND $3::date BETWEEN b.from_day AND b.until_day`,
    [receiver, clientId, today],
  );
  return rows[0] ? String(rows[0].id) : null;
}

export interface NotificationRow {
  id: string;
  kind: string;
  link: string;
  at: Date;
  readAt: Date | null;
}

/** A place in an inbox, latest first. */
export interface InboxPlace {
  at: Date;
  id: string;
}

const select = { id: true, kind: true, link: true, at: true, readAt: true } as const;

/** A page of an inbox, latest first, below `below`. */
export function listNotifications(
  db: Db,
  accountId: string,
  { below, limit }: { below: InboxPlace | undefined; limit: number },
): Promise<NotificationRow[]> {
  return db.notification.findMany({
    where: {
      accountId,
      ...(below ? { OR: [{ at: { lt: below.at } }, { at: below.at, id: { lt: below.id } }] } : {}),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
    select,
  });
}

export const findNotification = (db: Db, accountId: string, id: string): Promise<NotificationRow | null> =>
  db.notification.findFirst({ where: { id, accountId }, select });

/** Up to 100. */
export async function countUnread(db: Db, accountId: string): Promise<number> {
  const rows = await db.notification.findMany({ where: { accountId, readAt: null }, take: 100, select: { id: true } });
  return rows.length;
}

/** Gives how many were unread until now. */
export async function markRead(db: Db, accountId: string, ids: readonly string[] | "all"): Promise<number> {
  const { count } = await db.notification.updateMany({
    where: { accountId, readAt: null, ...(ids === "all" ? {} : { id: { in: [...ids] } }) },
    data: { readAt: new Date() },
  });
  return count;
}

/** What of these an account has not read yet, oldest first; kinds that this version does not know are left out. */
export async function listUnreadOf(
  db: Db,
  accountId: string,
  ids: readonly string[],
): Promise<{ kind: NotificationKind; link: string }[]> {
  const rows = await db.notification.findMany({
    where: { accountId, readAt: null, id: { in: [...ids] } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { kind: true, link: true },
  });
  return rows.flatMap(({ kind, link }) => {
    const known = NotificationKind.safeParse(kind).data;
    return known === undefined ? [] : [{ kind: known, link }];
  });
}
