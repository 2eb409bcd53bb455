import { randomUUID } from "node:crypto";
import { demoPeople } from "@kring/domain/demo";
import type { World } from "@kring/testing";

/** Clients who go from one therapist to the other and back. */
export interface Caseload {
  /** One more of them, for each may only ask so often. */
  secretary: string;
  therapists: readonly [string, string];
  clients: readonly string[];
}

/** So many clients of a therapist, with two tools each; a relation takes effect when its client accepts. */
export async function moveIn({ databases }: World, count: number): Promise<Caseload> {
  const therapists = [demoPeople.sanne.accountId, randomUUID()] as const;
  const run = (text: string, values: unknown[] = []) => databases.query("accounts", text, values);
  const secretary = randomUUID();
  for (const [id, role] of [
    [therapists[1], "therapist"],
    [secretary, "secretary"],
  ]) {
    await run(
      `WITH s AS (INSERT INTO sign_in (id, email) VALUES (gen_random_uuid(), $2 || '@outage.example') RETURNING id)
       INSERT INTO account (id, sign_in_id, kind, roles, name, searchable)
       SELECT $1, id, 'professional', ARRAY[$2], 'Tess Terp', 'tess terp' FROM s`,
      [id, role],
    );
  }
  const clients = await run(
    `WITH s AS (
       INSERT INTO sign_in (id, email) SELECT gen_random_uuid(), 'client-' || i || '@outage.example'
       FROM generate_series(1, $1::int) i RETURNING id, email
     )
     INSERT INTO account (id, sign_in_id, kind, roles, name, searchable)
     SELECT gen_random_uuid(), id, 'client', '{}', 'Kim Kamp', 'kim kamp' FROM s RETURNING id`,
    [count],
  );
  const ids = clients.map(({ id }) => String(id));
  await run(
    `INSERT INTO client_details (account_id, client_number, born)
     SELECT id, 'U' || i, '1990-01-01' FROM unnest($1::uuid[]) WITH ORDINALITY AS c (id, i)`,
    [ids],
  );
  await run("INSERT INTO relation (client_id, professional_id) SELECT id, $2 FROM unnest($1::uuid[]) c (id)", [
    ids,
    therapists[0],
  ]);
  await run(
    `INSERT INTO tool (client_id, catalogue_key, guide_id)
     SELECT id, key, $2 FROM unnest($1::uuid[]) c (id) CROSS JOIN unnest(ARRAY['slaapdagboek', 'piekeren-de-baas']) key`,
    [ids, therapists[0]],
  );
  await run(
    "INSERT INTO setting (key, value) VALUES ('relate-requests', 'true') ON CONFLICT (key) DO UPDATE SET value = 'true'",
  );
  return { therapists, secretary, clients: ids };
}
