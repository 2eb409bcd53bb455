import type { Db } from "../database.ts";

/** An open task about one client, with the names that its row shows. */
export interface ClientTaskRow {
  id: string;
  kind: string;
  at: Date;
  until: Date | null;
  requestId: string | null;
  toolId: string | null;
  catalogueKey: string | null;
  askedBy: string | null;
  assigneeId: string;
  assigneeName: string;
  assigneeKind: string;
}

/** What everybody who treats may know of; the others tell of related persons and conversations (T-06). */
const shownToAll = ["answer-relate-request", "work-on-tool", "give-feedback"];

/**
 * Open tasks that somebody in this account has, and the viewer's own about it; what only secretaries are asked is theirs (T-07).
 * At most 200, oldest first.
 */
export function listClientTaskRows(db: Db, clientId: string, viewerId: string): Promise<ClientTaskRow[]> {
  return db.$queryRaw<ClientTaskRow[]>`
    SELECT k.id, k.kind, k.created_at AS at, k.until, k.request_id AS "requestId", k.tool_id AS "toolId",
      t.catalogue_key AS "catalogueKey", p.name AS "askedBy",
      a.id AS "assigneeId", a.name AS "assigneeName", a.kind AS "assigneeKind"
    FROM task k
    JOIN account a ON a.id = k.assignee_id
    LEFT JOIN tool t ON t.id = k.tool_id
    LEFT JOIN relate_request r ON r.id = k.request_id
    LEFT JOIN account p ON p.id = r.professional_id
    WHERE k.client_id = ${clientId}::uuid AND k.done_at IS NULL
      AND (k.assignee_id = ${viewerId}::uuid OR k.kind = ANY (${shownToAll})) AND (k.until IS NULL OR k.until > now())
    ORDER BY k.created_at, k.id LIMIT 200`;
}
