import type { ClientTies } from "@kring/domain";
import { readRoles } from "../account/index.ts";
import type { Db } from "../database.ts";

/** A client, and how one professional stands to them. */
export interface ClientWithTies {
  id: string;
  name: string;
  active: boolean;
  /** Null until the account has been activated. */
  signInId: string | null;
  clientNumber: string;
  /** `YYYY-MM-DD`. */
  born: string;
  ties: ClientTies;
  /** Why the temporary access was taken, for the log. */
  motivation: string | null;
}

interface Row {
  id: string;
  name: string;
  active: boolean;
  sign_in_id: string | null;
  client_number: string;
  born: string;
  related_since: Date | null;
  temporary_since: Date | null;
  temporary_until: Date | null;
  motivation: string | null;
  roles: string[];
}

/**
 * A client with the ties and the roles of `professionalId`, as they are now, in one read; null where there is no such client,
 * or the professional may not use the platform.
 */
export async function findClientWithTies(
  db: Db,
  professionalId: string,
  clientId: string,
): Promise<ClientWithTies | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT a.id, a.name, a.active, a.sign_in_id, d.client_number, d.born::text AS born,
      r.since AS related_since, t.started_at AS temporary_since, t.until AS temporary_until, s.motivation, p.roles
    FROM account a
    JOIN account p ON p.id = ${professionalId}::uuid AND p.kind = 'professional' AND p.active
    JOIN client_details d ON d.account_id = a.id
    LEFT JOIN relation r ON r.client_id = a.id AND r.professional_id = ${professionalId}::uuid AND r.ended_at IS NULL
    LEFT JOIN temporary_access t ON t.client_id = a.id AND t.professional_id = ${professionalId}::uuid AND t.ended_at IS NULL
    LEFT JOIN client_search s ON s.id = t.search_id
    WHERE a.id = ${clientId}::uuid AND a.kind = 'client'`;
  if (!row) return null;
  const { temporary_since: since, temporary_until: until } = row;
  return {
    id: row.id,
    name: row.name,
    active: row.active,
    signInId: row.sign_in_id,
    clientNumber: row.client_number,
    born: row.born,
    ties: {
      roles: readRoles(row.roles),
      relatedSince: row.related_since?.getTime() ?? null,
      temporary: since && until ? { since: since.getTime(), until: until.getTime() } : null,
      active: row.active,
    },
    motivation: row.motivation,
  };
}
