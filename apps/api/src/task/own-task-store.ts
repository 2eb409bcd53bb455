import type { Db } from "../database.ts";

/** An open task of an account, with the names that its row shows. */
export interface OwnTaskRow {
  id: string;
  kind: string;
  at: Date;
  until: Date | null;
  clientId: string | null;
  clientName: string | null;
  requestId: string | null;
  toolId: string | null;
  catalogueKey: string | null;
  proposedBy: string | null;
  professionalId: string | null;
  professionalName: string | null;
  note: string | null;
}

/** Open tasks of an account, and with `secretary` those of all secretaries; oldest first, at most 200. */
export const listOwnTaskRows = (
  db: Db,
  { accountId, secretary }: { accountId: string; secretary: boolean },
): Promise<OwnTaskRow[]> => db.$queryRaw`
  SELECT k.id, k.kind, k.created_at AS at, k.until, k.client_id AS "clientId", c.name AS "clientName",
    k.request_id AS "requestId", k.tool_id AS "toolId", t.catalogue_key AS "catalogueKey",
    o.name AS "proposedBy", k.professional_id AS "professionalId", p.name AS "professionalName", k.note
  FROM task k
  LEFT JOIN account c ON c.id = k.client_id
  LEFT JOIN account p ON p.id = k.professional_id
  LEFT JOIN tool t ON t.id = k.tool_id
  LEFT JOIN client_proposal l ON l.id = k.proposal_id
  LEFT JOIN account o ON o.id = l.proposed_by
  WHERE k.done_at IS NULL AND (k.assignee_id = ${accountId}::uuid OR (${secretary} AND k.assignee_id IS NULL))
  ORDER BY k.created_at, k.id LIMIT 200`;

/** About whom a client's wish is; null where there is none by this id. */
export const findWish = (
  db: Db,
  id: string,
): Promise<{ clientId: string | null; professionalId: string | null } | null> =>
  db.task.findFirst({ where: { id, kind: "end-relation-wish" }, select: { clientId: true, professionalId: true } });
