import type { Db } from "../database.ts";

/** A mail that could not be delivered, with whom it is for. */
export interface FailedMailRow {
  id: string;
  queue: string;
  /** Null, too, for a related person's mail without a link. */
  kind: string | null;
  reason: string;
  /** Of a related person's mail without a link noon of its day, by which nobody finds what happened at that moment. */
  failedAt: Date;
  resentAt: Date | null;
  accountId: string | null;
  accountKind: string | null;
  accountName: string | null;
  linkId: string | null;
}

/** Keeps what a job was to send; a job that was kept already stays as it is. */
export async function keepFailedMail(
  db: Db,
  { id, queue, payload, reason }: { id: string; queue: string; payload: object; reason: string },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO failed_mail (id, queue, payload, account_id, link_id, reason)
    SELECT ${id}::uuid, ${queue}, j.payload,
      coalesce((SELECT a.id FROM account a WHERE a.id = (j.payload ->> 'accountId')::uuid),
        (SELECT i.account_id FROM invitation i WHERE i.id = (j.payload ->> 'invitationId')::uuid),
        (SELECT a.id FROM account a WHERE a.sign_in_id = (j.payload ->> 'signInId')::uuid ORDER BY a.created_at, a.id LIMIT 1)),
      (SELECT l.id FROM related_person_link l WHERE l.id = (j.payload ->> 'linkId')::uuid), ${reason}
    FROM (SELECT ${JSON.stringify(payload)}::jsonb AS payload) j
    ON CONFLICT DO NOTHING`;
}

const ROWS = `SELECT f.id, f.queue, f.reason, f.resent_at AS "resentAt", f.link_id AS "linkId",
    a.id AS "accountId", a.kind AS "accountKind", a.name AS "accountName",
    CASE WHEN masked THEN NULL ELSE f.payload ->> 'kind' END AS kind,
    CASE WHEN masked THEN date_trunc('day', f.failed_at, 'Europe/Amsterdam') + interval '12 hours' ELSE f.failed_at END AS "failedAt"
  FROM failed_mail f LEFT JOIN account a ON a.id = f.account_id
    CROSS JOIN LATERAL (SELECT f.link_id IS NULL AND (a.kind IN ('professional', 'client')) IS NOT TRUE AS masked) m`;

/** Latest first. */
export const listFailedMailRows = (db: Db, limit: number): Promise<FailedMailRow[]> =>
  db.$queryRawUnsafe(`${ROWS} ORDER BY "failedAt" DESC, f.id LIMIT $1`, limit);

export async function findFailedMailRow(db: Db, id: string): Promise<FailedMailRow | null> {
  const rows = await db.$queryRawUnsafe<FailedMailRow[]>(`${ROWS} WHERE f.id = $1::uuid`, id);
  return rows[0] ?? null;
}

/** Marks a mail as on its way again; false where it is already, or is not there. */
export async function markResent(db: Db, id: string): Promise<boolean> {
  const { count } = await db.failedMail.updateMany({ where: { id, resentAt: null }, data: { resentAt: new Date() } });
  return count > 0;
}

/** It could not be delivered again. */
export async function markFailedAgain(db: Db, id: string, reason: string): Promise<void> {
  await db.failedMail.updateMany({ where: { id }, data: { resentAt: null, failedAt: new Date(), reason } });
}

export const readFailedMail = (db: Db, id: string) =>
  db.failedMail.findUnique({ where: { id }, select: { queue: true, payload: true } });

export async function forgetFailedMail(db: Db, id: string): Promise<void> {
  await db.failedMail.deleteMany({ where: { id } });
}

/** Forgets what failed before and is not on its way again. */
export async function forgetFailedMailsBefore(db: Db, moment: Date): Promise<void> {
  await db.failedMail.deleteMany({ where: { failedAt: { lt: moment }, resentAt: null } });
}

/** A link record as the log speaks of it. */
export const findLinkOfFailedMail = (db: Db, id: string) =>
  db.relatedPersonLink.findUnique({ where: { id }, select: { id: true, inviterKind: true, createdAt: true } });
