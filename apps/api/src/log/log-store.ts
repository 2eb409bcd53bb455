import type { LogPerson, StoredLine } from "@kring/domain";
import { linesOfWhoActed, professionalIdOf } from "@kring/domain";
import type { Ground } from "@kring/domain/contract";
import { Prisma } from "../../generated/client.ts";
import type { Db } from "../database.ts";

/** Which lines; an absent field says nothing. */
export interface LineFilter {
  /** Days of UTC, `YYYY-MM-DD`; `until` is included. */
  from?: string | undefined;
  until?: string | undefined;
  actorId?: string | undefined;
  clientId?: string | undefined;
  ground?: Ground | undefined;
  /** Only what this professional may read of the log of a client (A-05). */
  forProfessional?: string;
  /** Without the reader's own reading of this very list. */
  withoutOwnReading?: string;
  /** Not above this line, in the order in which lines were written. */
  upToId?: bigint;
}

/**
 * Where a page ended, newest first: its last instant, and how many lines of that instant were read. The line's own id would count
 * those that its reader doesn't get.
 */
export interface LinePlace {
  at: number;
  read: number;
}

function conditionsOf(filter: LineFilter): Prisma.Sql {
  const { from, until } = filter;
  const { actorId, clientId, ground, forProfessional, withoutOwnReading, upToId } = filter;
  const conditions = [
    from === undefined ? null : Prisma.sql`at >= (${from}::date)::timestamp AT TIME ZONE 'UTC'`,
    until === undefined ? null : Prisma.sql`at < (${until}::date + 1)::timestamp AT TIME ZONE 'UTC'`,
    actorId === undefined ? null : Prisma.sql`actor_id = ${actorId}::uuid`,
    clientId === undefined ? null : Prisma.sql`client_id = ${clientId}::uuid`,
    ground === undefined ? null : Prisma.sql`ground = ${ground}`,
    forProfessional === undefined
      ? null
      : Prisma.sql`CASE WHEN details -> 'link' IS NOT NULL
          THEN details -> 'link' ->> 'inviter' = 'therapist' AND details ->> 'professionalId' = ${forProfessional}::text
          ELSE actor_role IS DISTINCT FROM 'related-person'
            AND (action <> ALL (${linesOfWhoActed}) OR actor_id = ${forProfessional}::uuid) END`,
    withoutOwnReading === undefined
      ? null
      : Prisma.sql`NOT (action = 'viewed-contact-history' AND actor_id IS NOT DISTINCT FROM ${withoutOwnReading}::uuid)`,
    upToId === undefined ? null : Prisma.sql`id <= ${upToId}`,
  ].filter((condition) => condition !== null);
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, " AND ");
}

interface Row {
  n: bigint | null;
  at: Date;
  actor_id: string | null;
  actor_role: string | null;
  action: string;
  client_id: string | null;
  ground: string;
  motivation: string | null;
  details: unknown;
}

/** A page of lines below `below`, newest first. */
export async function listLines(
  db: Db,
  filter: LineFilter,
  { below, limit }: { below: LinePlace | undefined; limit: number },
): Promise<StoredLine[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT n, at, actor_id, actor_role, action, client_id, ground, motivation, details
    FROM log_line
    WHERE ${conditionsOf(filter)}
      AND ${below ? Prisma.sql`at <= ${new Date(below.at)}::timestamptz` : Prisma.sql`true`}
    ORDER BY at DESC, id DESC LIMIT ${limit} OFFSET ${below?.read ?? 0}`;
  return rows.map((row) => ({
    n: row.n === null ? null : Number(row.n),
    at: row.at.getTime(),
    actorId: row.actor_id,
    actorRole: row.actor_role,
    action: row.action,
    clientId: row.client_id,
    ground: row.ground,
    motivation: row.motivation,
    details: row.details,
  }));
}

/** Where the next page begins; undefined after a page without lines. */
export function placeAfter(page: readonly StoredLine[], below: LinePlace | undefined): LinePlace | undefined {
  const at = page.at(-1)?.at;
  if (at === undefined) return undefined;
  const read = page.filter((line) => line.at === at).length;
  return { at, read: below?.at === at ? below.read + read : read };
}

/** How many lines there are now, and the last of them. */
export async function countLines(db: Db, filter: LineFilter): Promise<{ lines: number; lastId: bigint }> {
  const [row] = await db.$queryRaw<{ lines: bigint; last: bigint | null }[]>`
    SELECT count(*) AS lines, max(id) AS last FROM log_line WHERE ${conditionsOf(filter)}`;
  return { lines: Number(row?.lines ?? 0), lastId: row?.last ?? 0n };
}

interface PersonRow {
  id: string;
  kind: LogPerson["kind"];
  name: string;
  client_number: string | null;
}

/** Everybody of whom these lines speak, by id. */
export async function findPeopleOf(db: Db, lines: readonly StoredLine[]): Promise<Map<string, LogPerson>> {
  const ids = new Set(
    lines
      .flatMap(({ actorId, clientId, details }) => [actorId, clientId, professionalIdOf(details)])
      .filter((id) => id !== null),
  );
  if (ids.size === 0) return new Map();
  const rows = await db.$queryRaw<PersonRow[]>`
    SELECT a.id, a.kind, a.name, d.client_number FROM account a LEFT JOIN client_details d ON d.account_id = a.id
    WHERE a.id = ANY (${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, kind, name, client_number }) => [id, { kind, name, clientNumber: client_number }]));
}

/** Whether there is a client account with this id. */
export async function isClient(db: Db, id: string): Promise<boolean> {
  return (await db.account.findFirst({ where: { id, kind: "client" }, select: { id: true } })) !== null;
}

/** People by part of a name, as names are searched; related persons are never among them (A-05). */
export async function findPeopleByName(
  db: Db,
  part: string,
  kinds: readonly ("professional" | "client")[],
): Promise<{ id: string; kind: string; name: string; roles: string[]; clientNumber: string | null }[]> {
  const pattern = `%${part.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.$queryRaw<(PersonRow & { roles: string[] })[]>`
    SELECT a.id, a.kind, a.name, a.roles, d.client_number
    FROM account a LEFT JOIN client_details d ON d.account_id = a.id
    WHERE a.kind = ANY (${[...kinds]}::text[]) AND a.searchable LIKE ${pattern}
    ORDER BY a.searchable, a.id LIMIT 10`;
  return rows.map(({ client_number, ...row }) => ({ ...row, clientNumber: client_number }));
}
