import { InviterKind, LinkId, type TaskKind } from "@kring/domain/contract";
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
  linkId: string | null;
  /** What the therapist typed, until it is answered; then the name of the account. */
  relatedPerson: string | null;
  inviter: string | null;
  conversationId: string | null;
  accessRequestId: string | null;
}

/** Open tasks of an account, and those of the kinds that it shares with others; oldest first, at most 200. */
export const listOwnTaskRows = (
  db: Db,
  { accountId, shared }: { accountId: string; shared: readonly TaskKind[] },
): Promise<OwnTaskRow[]> => db.$queryRaw`
  SELECT k.id, k.kind, k.created_at AS at, k.until, k.client_id AS "clientId", c.name AS "clientName",
    k.request_id AS "requestId", k.tool_id AS "toolId", t.catalogue_key AS "catalogueKey",
    o.name AS "proposedBy", k.professional_id AS "professionalId", p.name AS "professionalName", k.note,
    k.link_id AS "linkId", coalesce(w.name, i.typed_name) AS "relatedPerson", v.name AS inviter,
    k.conversation_id AS "conversationId", k.access_request_id AS "accessRequestId"
  FROM task k
  LEFT JOIN account c ON c.id = k.client_id
  LEFT JOIN account p ON p.id = k.professional_id
  LEFT JOIN tool t ON t.id = k.tool_id
  LEFT JOIN client_proposal l ON l.id = k.proposal_id
  LEFT JOIN account o ON o.id = l.proposed_by
  LEFT JOIN related_person_link i ON i.id = k.link_id
  LEFT JOIN account v ON v.id = i.inviter_id
  LEFT JOIN account w ON w.id = i.related_person_id AND i.accepted_at IS NOT NULL
  WHERE k.done_at IS NULL AND (k.assignee_id = ${accountId}::uuid OR (k.assignee_id IS NULL AND k.kind = ANY (${shared})))
  ORDER BY k.created_at, k.id LIMIT 200`;

/** What an open task of these kinds is about, a link record by its opaque id; null where there is none by this id. */
export async function findSharedTask(db: Db, id: string, kinds: readonly TaskKind[]) {
  const task = await db.task.findFirst({
    where: { id, kind: { in: [...kinds] }, assigneeId: null, doneAt: null },
    select: { kind: true, clientId: true, professionalId: true, linkId: true },
  });
  if (!task) return null;
  const { linkId, ...rest } = task;
  const link =
    linkId === null
      ? null
      : await db.relatedPersonLink.findUnique({
          where: { id: linkId },
          select: { id: true, inviterKind: true, createdAt: true },
        });
  return {
    ...rest,
    link: link && {
      id: LinkId.parse(link.id),
      inviter: InviterKind.parse(link.inviterKind),
      at: link.createdAt.getTime(),
    },
  };
}
