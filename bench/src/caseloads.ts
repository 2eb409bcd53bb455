import { randomUUID } from "node:crypto";
import type pg from "pg";

/** A therapist's clients on their way to a colleague. */
export interface Caseload {
  from: string;
  to: string;
  clients: string[];
}

/** As many as one request takes. */
const MOST_CLIENTS = 500;

/** So many clients of as few pairs of therapists as one request each allows, each client with a tool that is guided. */
export async function fillCaseloads(accounts: pg.Pool, total: number): Promise<Caseload[]> {
  const caseloads: Caseload[] = [];
  for (let left = total; left > 0; left -= MOST_CLIENTS) {
    const size = Math.min(left, MOST_CLIENTS);
    const [from, to] = [randomUUID(), randomUUID()];
    await addPeople(accounts, [from, to], "professional", "{therapist}");
    const clients = Array.from({ length: size }, () => randomUUID());
    await addPeople(accounts, clients, "client", "{}");
    await accounts.query(
      `INSERT INTO client_details (account_id, client_number, born)
       SELECT id, 'B' || left(id::text, 13), '1980-01-01' FROM unnest($1::uuid[]) c (id)`,
      [clients],
    );
    for (const text of [
      "INSERT INTO relation (client_id, professional_id)",
      "INSERT INTO tool (client_id, guide_id, catalogue_key)",
    ]) {
      const more = text.includes("tool") ? ", 'slaapdagboek'" : "";
      await accounts.query(`${text} SELECT id, $2::uuid${more} FROM unnest($1::uuid[]) c (id)`, [clients, from]);
    }
    caseloads.push({ from, to, clients });
  }
  return caseloads;
}

async function addPeople(accounts: pg.Pool, ids: readonly string[], kind: string, roles: string): Promise<void> {
  await accounts.query(
    "INSERT INTO sign_in (id, email) SELECT id, id || '@bench.example' FROM unnest($1::uuid[]) c (id)",
    [ids],
  );
  await accounts.query(
    `INSERT INTO account (id, sign_in_id, kind, roles, name, searchable)
     SELECT id, id, $2, $3::text[], 'Mark Bench', 'mark bench' FROM unnest($1::uuid[]) c (id)`,
    [ids, kind, roles],
  );
}
