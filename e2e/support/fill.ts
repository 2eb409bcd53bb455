import type { World } from "@kring/testing";

/** Clients in use without a therapist, with names from one letter to the last, so that a list of them is long. */
export async function addClients(world: World, count: number, name: string): Promise<void> {
  await world.databases.query(
    "accounts",
    `WITH made AS (
       INSERT INTO account (kind, name, searchable)
       SELECT 'client', $2 || ' ' || lpad(i::text, 5, '0'), lower($2 || ' ' || lpad(i::text, 5, '0'))
       FROM generate_series(1, $1::int) i RETURNING id, name)
     INSERT INTO client_details (account_id, client_number, born)
     SELECT id, 'L' || right(name, 5), '1980-01-01' FROM made`,
    [count, name],
  );
}

/** Professionals who could be anybody's therapist. */
export async function addProfessionals(world: World, count: number, name: string): Promise<void> {
  await world.databases.query(
    "accounts",
    `INSERT INTO account (kind, roles, name, searchable)
     SELECT 'professional', '{therapist}', $2 || ' ' || lpad(i::text, 5, '0'), lower($2 || ' ' || lpad(i::text, 5, '0'))
     FROM generate_series(1, $1::int) i`,
    [count, name],
  );
}

/** Lines of the log, one each minute back from now. */
export async function addLines(world: World, count: number): Promise<void> {
  await world.databases.query(
    "accounts",
    `INSERT INTO log_line (at, action, ground, details)
     SELECT now() - i * interval '1 minute', 'expired-relate-request', 'platform', '{}' FROM generate_series(1, $1::int) i`,
    [count],
  );
}
