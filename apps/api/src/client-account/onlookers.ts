import type { Db } from "../database.ts";

/** Whose open pages show the ties of a client: the client, who is related, who reads for a time, the secretaries. */
export async function listOnlookers(db: Db, clientId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT ${clientId}::uuid AS id
    UNION SELECT professional_id FROM relation WHERE client_id = ${clientId}::uuid AND ended_at IS NULL
    UNION SELECT professional_id FROM temporary_access WHERE client_id = ${clientId}::uuid AND ended_at IS NULL
    UNION SELECT id FROM account WHERE kind = 'professional' AND active AND roles @> ARRAY['secretary']`;
  return rows.map(({ id }) => id);
}
