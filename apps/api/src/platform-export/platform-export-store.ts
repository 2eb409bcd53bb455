import type { Db } from "../database.ts";

type Cell = string | number | null;
/** One line of an export, by the names of its columns. Every line has the same ones. */
export type ExportRow = { id: string } & Record<string, Cell>;
/** A page of lines after one id, in the order of their ids. */
export type ReadExportRows = (db: Db, after: string, limit: number) => Promise<ExportRow[]>;

/** Professionals and clients, with who invited them. Related persons are in the export of links alone. */
export const readAccountRows: ReadExportRows = (db, after, limit) => db.$queryRaw`
  SELECT a.id, a.kind, a.name, array_to_string(a.roles, ' ') AS roles, d.client_number AS "client number",
    CASE WHEN NOT a.active THEN 'deactivated' WHEN a.sign_in_id IS NULL THEN 'invited' ELSE 'active' END AS state,
    to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "created at", b.id AS "invited by id", b.name AS "invited by",
    to_char(i.sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "invited at", to_char(i.accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "accepted at"
  FROM account a
  LEFT JOIN client_details d ON d.account_id = a.id
  LEFT JOIN LATERAL (
    SELECT * FROM invitation WHERE account_id = a.id ORDER BY accepted_at IS NULL, sent_at DESC LIMIT 1
  ) i ON true
  LEFT JOIN account b ON b.id = i.invited_by
  WHERE a.kind <> 'related-person' AND a.id > ${after}::uuid ORDER BY a.id LIMIT ${limit}`;

/** Relations, those that ended included. */
export const readRelationRows: ReadExportRows = (db, after, limit) => db.$queryRaw`
  SELECT r.id, p.id AS "professional id", p.name AS professional, c.id AS "client id", c.name AS client,
    d.client_number AS "client number", to_char(r.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since, m.name AS "made by",
    to_char(r.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "ended at", e.name AS "ended by"
  FROM relation r
  JOIN account p ON p.id = r.professional_id
  JOIN account c ON c.id = r.client_id
  LEFT JOIN client_details d ON d.account_id = c.id
  LEFT JOIN account m ON m.id = r.made_by
  LEFT JOIN account e ON e.id = r.ended_by
  WHERE r.id > ${after}::uuid ORDER BY r.id LIMIT ${limit}`;

/** Link records by their opaque ids: who invited somebody for whom, and when (P-07); never who that is. */
export const readLinkRows: ReadExportRows = (db, after, limit) => db.$queryRaw`
  SELECT l.id, c.id AS "client id", c.name AS client, d.client_number AS "client number",
    l.inviter_kind AS "inviter kind", i.id AS "inviter id", i.name AS inviter,
    to_char(l.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "invited at", to_char(l.permission_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "permission confirmed at",
    to_char(l.accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "accepted at", to_char(l.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "ended at", l.end_reason AS "end"
  FROM related_person_link l
  JOIN account c ON c.id = l.client_id
  JOIN account i ON i.id = l.inviter_id
  LEFT JOIN client_details d ON d.account_id = c.id
  WHERE l.id > ${after}::uuid ORDER BY l.id LIMIT ${limit}`;
