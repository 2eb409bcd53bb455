import type { Db } from "../database.ts";

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

/** Locks the client unless somebody else is changing their ties just now: for what can wait for the next time. */
export async function lockIdleClient(db: Db, clientId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT id FROM account WHERE id = ${clientId}::uuid FOR NO KEY UPDATE SKIP LOCKED`;
  return rows.length > 0;
}
