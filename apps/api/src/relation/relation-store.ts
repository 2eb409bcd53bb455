import type { Change, Db } from "../database.ts";
import { appendFact } from "../facts.ts";

/** Locks a client's account until the change is done: whatever changes their ties takes this lock first. */
export async function lockClient(db: Db, clientId: string): Promise<{ active: boolean } | null> {
  const [row] = await db.$queryRaw<{ active: boolean }[]>`
    SELECT active FROM account WHERE id = ${clientId}::uuid AND kind = 'client' FOR NO KEY UPDATE`;
  return row ?? null;
}

/** Several of them, in the order of their ids, so that two who lock several never wait for each other. */
export async function lockClients(db: Db, clientIds: readonly string[]): Promise<void> {
  await db.$queryRaw`
    SELECT FROM account WHERE id = ANY(${[...clientIds]}::uuid[]) AND kind = 'client' ORDER BY id FOR NO KEY UPDATE`;
}

/** A therapist whose account is in use, who stays so until the change is done; null where this isn't one. */
export async function holdTherapist(db: Db, professionalId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM account
    WHERE id = ${professionalId}::uuid AND kind = 'professional' AND active AND sign_in_id IS NOT NULL
      AND 'therapist' = ANY(roles) FOR SHARE`;
  return row ?? null;
}

/** Locks a professional's account: nobody can relate them until the change is done. */
export async function lockProfessional(db: Db, professionalId: string): Promise<void> {
  await db.$queryRaw`SELECT FROM account WHERE id = ${professionalId}::uuid FOR NO KEY UPDATE`;
}

export async function isRelated(db: Db, clientId: string, professionalId: string): Promise<boolean> {
  const row = await db.relation.findFirst({ where: { clientId, professionalId, endedAt: null }, select: { id: true } });
  return row !== null;
}

/** The clients to whom a professional is related now, in the order of their ids. */
export async function listCaseload(db: Db, professionalId: string): Promise<string[]> {
  const rows = await db.relation.findMany({
    where: { professionalId, endedAt: null },
    orderBy: { clientId: "asc" },
    select: { clientId: true },
  });
  return rows.map(({ clientId }) => clientId);
}

/** Relates a professional to a client and tells of it; gives the id of the event. */
export async function createRelation(
  change: Change,
  relation: { professionalId: string; clientId: string; since: Date; madeBy?: string },
): Promise<string> {
  await change.db.relation.create({ data: relation, select: { id: true } });
  const { professionalId, clientId } = relation;
  return appendFact(change, { type: "relation-made.v1", payload: { professionalId, clientId } });
}

/** Ends the standing relation; false where there is none. */
export async function writeRelationEnd(
  db: Db,
  { clientId, professionalId, endedBy }: { clientId: string; professionalId: string; endedBy: string | null },
): Promise<boolean> {
  const { count } = await db.relation.updateMany({
    where: { clientId, professionalId, endedAt: null },
    data: { endedAt: new Date(), endedBy },
  });
  return count > 0;
}

/** Whose open pages show the ties of a client: the client, who is related, who reads for a time, the secretaries. */
export async function listOnlookers(db: Db, clientId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT ${clientId}::uuid AS id
    UNION SELECT professional_id FROM relation WHERE client_id = ${clientId}::uuid AND ended_at IS NULL
    UNION SELECT professional_id FROM temporary_access WHERE client_id = ${clientId}::uuid AND ended_at IS NULL
    UNION SELECT id FROM account WHERE kind = 'professional' AND active AND roles @> ARRAY['secretary']`;
  return rows.map(({ id }) => id);
}
