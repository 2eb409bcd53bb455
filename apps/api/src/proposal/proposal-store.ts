import { toSearchable } from "@kring/domain";
import type { Db } from "../database.ts";

export interface NewProposal {
  proposedBy: string;
  name: string;
  email: string;
  born: string;
  note: string;
}

/** Writes a proposal; gives its id. */
export async function insertProposal(db: Db, { born, ...proposal }: NewProposal): Promise<string> {
  const { id } = await db.clientProposal.create({
    data: { ...proposal, born: new Date(born) },
    select: { id: true },
  });
  return id;
}

export interface ProposalRow {
  id: string;
  name: string;
  email: string;
  born: string;
  note: string;
  createdAt: Date;
  proposedBy: string;
  proposerName: string;
}

/** Proposals that nobody decided on, oldest first; at most 200. */
export function listOpenProposals(db: Db): Promise<ProposalRow[]> {
  return db.$queryRaw<ProposalRow[]>`
    SELECT p.id, p.name, p.email, p.born::text AS born, p.note, p.created_at AS "createdAt",
      a.id AS "proposedBy", a.name AS "proposerName"
    FROM client_proposal p JOIN account a ON a.id = p.proposed_by
    WHERE p.decided_at IS NULL ORDER BY p.created_at, p.id LIMIT 200`;
}

/** A client account with this address, or with this name and date of birth. */
export async function findClash(
  db: Db,
  { name, email, born }: Pick<ProposalRow, "name" | "email" | "born">,
): Promise<{ id: string; name: string; clientNumber: string } | null> {
  const [row] = await db.$queryRaw<{ id: string; name: string; clientNumber: string }[]>`
    SELECT a.id, a.name, d.client_number AS "clientNumber", (coalesce(s.email, i.email) = ${email}) AS same_address
    FROM account a
    JOIN client_details d ON d.account_id = a.id
    LEFT JOIN sign_in s ON s.id = a.sign_in_id
    LEFT JOIN LATERAL (
      SELECT email FROM invitation WHERE account_id = a.id ORDER BY sent_at DESC, ended_at DESC NULLS FIRST LIMIT 1) i ON true
    WHERE a.kind = 'client' AND a.id IN (
        SELECT x.id FROM account x JOIN sign_in y ON y.id = x.sign_in_id WHERE y.email = ${email} AND x.kind = 'client'
        UNION SELECT account_id FROM invitation WHERE email = ${email}
        UNION SELECT e.account_id FROM client_details e JOIN account x ON x.id = e.account_id
          WHERE e.born = ${born}::date AND x.searchable = ${toSearchable(name)})
      AND (coalesce(s.email, i.email) = ${email} OR (d.born = ${born}::date AND a.searchable = ${toSearchable(name)}))
    ORDER BY same_address DESC NULLS LAST, a.id LIMIT 1`;
  return row ? { id: row.id, name: row.name, clientNumber: row.clientNumber } : null;
}

/** Takes an open proposal, to decide on it; null where it is not open any more. One of two at once gets it. */
export async function takeProposal(
  db: Db,
  id: string,
  decidedBy: string,
): Promise<(NewProposal & { id: string }) | null> {
  const [row] = await db.clientProposal.updateManyAndReturn({
    where: { id, decidedAt: null },
    data: { decidedAt: new Date(), decidedBy },
    select: { id: true, proposedBy: true, name: true, email: true, born: true, note: true },
  });
  return row ? { ...row, born: row.born.toISOString().slice(0, 10) } : null;
}

export async function writeProposalClient(db: Db, id: string, clientId: string): Promise<void> {
  await db.clientProposal.update({ where: { id }, data: { clientId }, select: { id: true } });
}

/** The secretaries who can be told. */
export async function listSecretaries(db: Db): Promise<string[]> {
  const rows = await db.account.findMany({
    where: { kind: "professional", active: true, signInId: { not: null }, roles: { has: "secretary" } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
