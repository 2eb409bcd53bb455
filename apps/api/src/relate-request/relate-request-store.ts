import type { RelateRequestState } from "@kring/domain/contract";
import { RelateRequestState as State } from "@kring/domain/contract";
import { readNames } from "../account/index.ts";
import type { Db } from "../database.ts";

const DAY = 86_400_000;

/** A relate request as it is kept. */
export interface StoredRequest {
  id: string;
  clientId: string;
  professionalId: string;
  senderId: string;
  senderRole: "therapist" | "secretary";
  transferFrom: string | null;
  message: string;
  state: RelateRequestState;
  createdAt: Date;
  expiresAt: Date;
  decidedAt: Date | null;
}

/** The same with the names of those on it. */
export interface NamedRequest extends StoredRequest {
  names: Map<string, string>;
}

type Row = Omit<StoredRequest, "senderRole" | "state"> & { senderRole: string; state: string };

const select = {
  id: true,
  clientId: true,
  professionalId: true,
  senderId: true,
  senderRole: true,
  transferFrom: true,
  message: true,
  state: true,
  createdAt: true,
  expiresAt: true,
  decidedAt: true,
} as const;

const read = (row: Row): StoredRequest => ({
  ...row,
  senderRole: row.senderRole === "secretary" ? "secretary" : "therapist",
  state: State.parse(row.state),
});

export async function withNames(db: Db, requests: readonly StoredRequest[]): Promise<NamedRequest[]> {
  const names = await readNames(
    db,
    requests.flatMap(({ clientId, professionalId, senderId, transferFrom }) => [
      clientId,
      professionalId,
      senderId,
      transferFrom,
    ]),
  );
  return requests.map((request) => ({ ...request, names }));
}

export async function findRequest(db: Db, id: string): Promise<StoredRequest | null> {
  const row = await db.relateRequest.findUnique({ where: { id }, select });
  return row && read(row);
}

/** The same, locked until the change is done. The caller holds the client's row. */
export async function lockRequest(db: Db, id: string): Promise<StoredRequest | null> {
  await db.$queryRaw`SELECT FROM relate_request WHERE id = ${id}::uuid FOR UPDATE`;
  return findRequest(db, id);
}

/** Whether nothing can come of a request any more: see `RelateRequestFacts`. */
export async function isPointless(db: Db, id: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ pointless: boolean }[]>`
    SELECT relate_request_is_pointless(client_id, professional_id, transfer_from) AS pointless
    FROM relate_request WHERE id = ${id}::uuid`;
  return row?.pointless ?? true;
}

/** Pending requests whose time is over, or of which nothing can come. */
export const listOverdue = (db: Db): Promise<{ id: string; clientId: string }[]> => db.$queryRaw`
  SELECT id, client_id AS "clientId" FROM relate_request
  WHERE state = 'pending'
    AND (expires_at <= now() OR relate_request_is_pointless(client_id, professional_id, transfer_from))
  ORDER BY expires_at LIMIT 100`;

export interface NewRequest {
  clientId: string;
  professionalId: string;
  senderId: string;
  senderRole: "therapist" | "secretary";
  transferFrom: string | null;
  message: string;
  expiresAt: Date;
}

export async function insertRequest(db: Db, request: NewRequest): Promise<StoredRequest> {
  return read(await db.relateRequest.create({ data: request, select }));
}

export async function writeDecision(
  db: Db,
  { id, state, by }: { id: string; state: RelateRequestState; by: string | null },
): Promise<void> {
  await db.relateRequest.update({
    where: { id },
    data: { state, decidedAt: new Date(), decidedBy: by },
    select: { id: true },
  });
}

export async function isPending(db: Db, clientId: string, professionalId: string): Promise<boolean> {
  const row = await db.relateRequest.findFirst({
    where: { clientId, professionalId, state: "pending" },
    select: { id: true },
  });
  return row !== null;
}

/** Whether this client got two other requests for this professional in the day before, which were cancelled. */
export async function isRepeated(db: Db, { id, clientId, professionalId, createdAt }: StoredRequest): Promise<boolean> {
  const cancelled = await db.relateRequest.count({
    where: {
      id: { not: id },
      clientId,
      professionalId,
      state: "cancelled",
      createdAt: { gt: new Date(createdAt.getTime() - DAY), lte: createdAt },
    },
  });
  return cancelled >= 2;
}

/** When the client last rejected this professional, in milliseconds. */
export async function readLastRejection(db: Db, clientId: string, professionalId: string): Promise<number | null> {
  const row = await db.relateRequest.findFirst({
    where: { clientId, professionalId, state: "rejected" },
    orderBy: { decidedAt: "desc" },
    select: { decidedAt: true },
  });
  return row?.decidedAt?.getTime() ?? null;
}

/** Pending requests of a client, oldest first. */
export async function listPendingOfClient(db: Db, clientId: string): Promise<StoredRequest[]> {
  const rows = await db.relateRequest.findMany({
    where: { clientId, state: "pending" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select,
  });
  return rows.map(read);
}

/** What secretaries sent and the client rejected, latest first. */
export async function listRejectedOfClient(db: Db, clientId: string): Promise<StoredRequest[]> {
  const rows = await db.relateRequest.findMany({
    where: { clientId, state: "rejected", senderRole: "secretary" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 20,
    select,
  });
  return rows.map(read);
}

/** Everything that is pending. */
export async function listPending(db: Db): Promise<StoredRequest[]> {
  const rows = await db.relateRequest.findMany({ where: { state: "pending" }, orderBy: { id: "asc" }, select });
  return rows.map(read);
}

/** A place in a list of requests, latest first. */
export interface RequestPlace {
  at: Date;
  id: string;
}

/**
 * Requests that a professional sent or that are for them, latest first; for a secretary also those of all secretaries. Those
 * for a client who is no longer theirs don't show: of what they sent only what is pending does, of what was for them all but
 * what was accepted.
 */
export async function listOfViewer(
  db: Db,
  { accountId, secretary }: { accountId: string; secretary: boolean },
  page: { state: RelateRequestState | undefined; below: RequestPlace | undefined; limit: number },
): Promise<StoredRequest[]> {
  const { state = null, below, limit } = page;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM relate_request r
    WHERE (${state}::text IS NULL OR r.state = ${state})
      AND (${below?.at ?? null}::timestamptz IS NULL
        OR (r.created_at, r.id) < (${below?.at ?? null}::timestamptz, ${below?.id ?? null}::uuid))
      AND (
        (r.professional_id = ${accountId}::uuid AND (r.state <> 'accepted' OR EXISTS (
          SELECT FROM relation t WHERE t.client_id = r.client_id AND t.professional_id = ${accountId}::uuid
            AND t.ended_at IS NULL)))
        OR (${secretary} AND (r.sender_role = 'secretary' OR r.sender_id = ${accountId}::uuid))
        OR (r.sender_id = ${accountId}::uuid AND (r.state = 'pending' OR EXISTS (
          SELECT FROM relation t WHERE t.client_id = r.client_id AND t.professional_id = ${accountId}::uuid
            AND t.ended_at IS NULL)))
      )
    ORDER BY r.created_at DESC, r.id DESC
    LIMIT ${limit}`;
  const found = await db.relateRequest.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select,
  });
  return found.map(read);
}
