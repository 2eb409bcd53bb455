import type { FoundClient } from "@kring/domain";
import type { ClientSearchFilter } from "@kring/domain/contract";
import { Prisma } from "../../generated/client.ts";
import type { Db } from "../database.ts";

/** Makes what one professional does with searches follow one another, in the transaction of `db`. */
export async function lockSearchesOf(db: Db, professionalId: string): Promise<void> {
  const key = `client-search ${professionalId}`;
  await db.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS locked`;
}

/** When this professional searched since then. */
export async function listSearchTimes(db: Db, professionalId: string, since: Date): Promise<number[]> {
  const rows = await db.clientSearch.findMany({
    where: { professionalId, at: { gt: since } },
    select: { at: true },
  });
  return rows.map(({ at }) => at.getTime());
}

/** Whether a search of this professional was refused since then. */
export async function wasRefusedSince(db: Db, professionalId: string, since: Date): Promise<boolean> {
  const row = await db.logLine.findFirst({
    where: { actorId: professionalId, at: { gte: since }, action: "was-refused-search" },
    select: { id: true },
  });
  return row !== null;
}

export interface NewSearch {
  professionalId: string;
  at: Date;
  motivation: string;
  searchedBy: string;
  resultIds: string[];
}

/** Keeps a search; gives its id. */
export async function insertSearch(db: Db, search: NewSearch): Promise<string> {
  return (await db.clientSearch.create({ data: search, select: { id: true } })).id;
}

/** A search of one's own, to act on what it found. */
export interface OwnSearch {
  id: string;
  motivation: string;
  searchedBy: string;
}

/** The search of this professional since then that found this client, who may still sign in or be invited; else null. */
export async function findOwnSearch(
  db: Db,
  {
    searchId,
    professionalId,
    clientId,
    since,
  }: Record<"searchId" | "professionalId" | "clientId", string> & { since: Date },
): Promise<OwnSearch | null> {
  const found = await db.clientSearch.findFirst({
    where: { id: searchId, professionalId, at: { gt: since }, resultIds: { has: clientId } },
    select: { id: true, motivation: true, searchedBy: true },
  });
  const client = found && (await db.account.findFirst({ where: { id: clientId, kind: "client", active: true } }));
  return client ? found : null;
}

/** A filter as it is looked for: names in the form that names are searched in. */
export type ReadyFilter = Exclude<ClientSearchFilter, { by: "name" }> | { by: "name"; part: string };

function conditionOf(filter: ReadyFilter): Prisma.Sql {
  switch (filter.by) {
    case "name":
      return Prisma.sql`a.searchable LIKE ${`%${filter.part.replace(/[\\%_]/g, "\\$&")}%`}`;
    case "email":
      return Prisma.sql`a.id IN (
        SELECT own.id FROM sign_in s JOIN account own ON own.sign_in_id = s.id WHERE s.email = ${filter.value}
        UNION ALL
        SELECT i.account_id FROM invitation i
        WHERE i.email = ${filter.value} AND i.accepted_at IS NULL AND i.ended_at IS NULL)`;
    case "client-number":
      return Prisma.sql`upper(d.client_number) = upper(${filter.value})`;
    case "born":
      return Prisma.sql`d.born = ${filter.value}::date`;
  }
}

interface Row {
  id: string;
  name: string;
  client_number: string;
  born: string;
  related: boolean;
  request_id: string | null;
  request_at: Date | null;
  request_own: boolean | null;
  temporary_until: Date | null;
  last_rejected: Date | null;
}

/** Active and invited clients of the whole platform that fit, at most `limit`, with what stands between them and the viewer. */
export async function findClients(
  db: Db,
  viewerId: string,
  filter: ReadyFilter,
  limit: number,
): Promise<FoundClient[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.*, EXISTS (SELECT FROM relation r
        WHERE r.client_id = f.id AND r.professional_id = ${viewerId}::uuid AND r.ended_at IS NULL) AS related,
      q.id AS request_id, q.created_at AS request_at, q.sender_id = ${viewerId}::uuid AS request_own,
      t.until AS temporary_until,
      (SELECT max(n.decided_at) FROM relate_request n WHERE n.client_id = f.id
        AND n.professional_id = ${viewerId}::uuid AND n.state = 'rejected') AS last_rejected
    FROM (SELECT a.id, a.name, a.searchable, d.client_number, d.born::text AS born
          FROM account a JOIN client_details d ON d.account_id = a.id
          WHERE a.kind = 'client' AND a.active AND ${conditionOf(filter)} LIMIT ${limit}) f
    LEFT JOIN relate_request q
      ON q.client_id = f.id AND q.professional_id = ${viewerId}::uuid AND q.state = 'pending'
    LEFT JOIN temporary_access t
      ON t.client_id = f.id AND t.professional_id = ${viewerId}::uuid AND t.ended_at IS NULL
    ORDER BY f.searchable, f.id`;
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    clientNumber: row.client_number,
    born: row.born,
    related: row.related,
    pendingRequest:
      row.request_id && row.request_at
        ? { id: row.request_id, at: row.request_at.getTime(), own: row.request_own === true }
        : null,
    lastRejectedAt: row.last_rejected?.getTime() ?? null,
    temporaryAccessUntil: row.temporary_until?.getTime() ?? null,
  }));
}

/** How a professional stands to a client at this moment. */
export async function findTies(
  db: Db,
  { professionalId, clientId }: { professionalId: string; clientId: string },
): Promise<{ related: boolean; temporaryUntil: number | null }> {
  const [relation, access] = [
    await db.relation.findFirst({ where: { professionalId, clientId, endedAt: null }, select: { id: true } }),
    await db.temporaryAccess.findFirst({ where: { professionalId, clientId, endedAt: null }, select: { until: true } }),
  ];
  return { related: relation !== null, temporaryUntil: access?.until.getTime() ?? null };
}
