import type { Db } from "../database.ts";

export type ClientResultState = "waiting" | "transferred" | "requested" | "failed";

export interface StoredTransfer {
  id: string;
  fromId: string;
  toId: string;
  startedBy: string;
  message: string;
  startedAt: Date;
}

const select = { id: true, fromId: true, toId: true, startedBy: true, message: true, startedAt: true } as const;

export const findTransfer = (db: Db, id: string): Promise<StoredTransfer | null> =>
  db.caseloadTransfer.findUnique({ where: { id }, select });

export async function insertTransfer(
  db: Db,
  transfer: { fromId: string; toId: string; startedBy: string; message: string },
  clientIds: readonly string[],
): Promise<StoredTransfer> {
  const stored = await db.caseloadTransfer.create({ data: transfer, select });
  await db.caseloadTransferClient.createMany({
    data: clientIds.map((clientId) => ({ transferId: stored.id, clientId })),
  });
  return stored;
}

/** The results by the name of the client. */
export const listResults = (
  db: Db,
  transferId: string,
): Promise<{ id: string; name: string; state: ClientResultState; code: string | null }[]> => db.$queryRaw`
  SELECT a.id, a.name, c.state, c.code
  FROM caseload_transfer_client c JOIN account a ON a.id = c.client_id
  WHERE c.transfer_id = ${transferId}::uuid
  ORDER BY a.searchable, a.id`;

export async function listWaiting(db: Db, transferId: string): Promise<string[]> {
  const rows = await db.caseloadTransferClient.findMany({
    where: { transferId, state: "waiting" },
    orderBy: { clientId: "asc" },
    select: { clientId: true },
  });
  return rows.map(({ clientId }) => clientId);
}

/** Whether a client still waits in a transfer, locked until the change is done. */
export async function lockWaiting(db: Db, transferId: string, clientId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT client_id FROM caseload_transfer_client
    WHERE transfer_id = ${transferId}::uuid AND client_id = ${clientId}::uuid AND state = 'waiting' FOR UPDATE`;
  return rows.length > 0;
}

/** Writes the result of a client that waits. */
export async function writeResult(
  db: Db,
  {
    transferId,
    clientId,
    state,
    code,
  }: { transferId: string; clientId: string; state: ClientResultState; code: string | null },
): Promise<void> {
  await db.caseloadTransferClient.updateMany({
    where: { transferId, clientId, state: "waiting" },
    data: { state, code },
  });
}

/** A client of a caseload, and what goes with them. */
export interface CaseloadClient {
  id: string;
  name: string;
  tools: number;
  alreadyRelated: boolean;
}

/** Whom of their caseload a professional can hand over, by name: no account that was deactivated; `to` is who would get it. */
export const listCaseloadClients = (db: Db, from: string, to: string | null): Promise<CaseloadClient[]> => db.$queryRaw`
  SELECT a.id, a.name,
    (SELECT count(*)::int FROM tool t WHERE t.client_id = a.id AND t.guide_id = ${from}::uuid) AS tools,
    EXISTS (SELECT FROM relation o WHERE o.client_id = a.id AND o.professional_id = ${to}::uuid AND o.ended_at IS NULL)
      AS "alreadyRelated"
  FROM relation r JOIN account a ON a.id = r.client_id
  WHERE r.professional_id = ${from}::uuid AND r.ended_at IS NULL AND a.active
  ORDER BY a.searchable, a.id`;

/** Therapists whose accounts are in use, without these, by name; at most 500. */
export const listTherapists = (db: Db, without: readonly string[]): Promise<{ id: string; name: string }[]> =>
  db.account.findMany({
    where: {
      kind: "professional",
      active: true,
      signInId: { not: null },
      roles: { has: "therapist" },
      id: { notIn: [...without] },
    },
    orderBy: [{ searchable: "asc" }, { id: "asc" }],
    take: 500,
    select: { id: true, name: true },
  });

export async function isProfessional(db: Db, id: string): Promise<boolean> {
  return (await db.account.count({ where: { id, kind: "professional" } })) > 0;
}
