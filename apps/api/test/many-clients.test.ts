import { beforeAll, describe, expect, it } from "vitest";
import { idOf } from "./relation-scenes.ts";
import { startWorld, type World } from "./world.ts";

const CLIENTS = 30;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

/** Gives a therapist so many clients more, each with two tools that they guide. */
async function giveCaseload(therapist: string): Promise<void> {
  await world.sql(
    `WITH sign_ins AS (
       INSERT INTO sign_in (id, email, language)
       SELECT gen_random_uuid(), 'many-' || n || '-' || left(gen_random_uuid()::text, 8) || '@kring.example', 'nl'
       FROM generate_series(1, $2::int) n RETURNING id
     ), clients AS (
       INSERT INTO account (id, sign_in_id, kind, roles, name, searchable)
       SELECT gen_random_uuid(), id, 'client', '{}', 'Cliënt van velen', 'client van velen' FROM sign_ins RETURNING id
     ), details AS (
       INSERT INTO client_details (account_id, client_number, born)
       SELECT id, 'M' || left(id::text, 13), '1980-01-01' FROM clients
     ), guided AS (
       INSERT INTO tool (client_id, catalogue_key, guide_id)
       SELECT id, key, $1 FROM clients, (SELECT DISTINCT catalogue_key AS key FROM tool LIMIT 2) k
     )
     SELECT count(*) FROM clients`,
    [therapist, CLIENTS],
  );
  await world.sql(
    `INSERT INTO relation (client_id, professional_id)
     SELECT a.id, $1 FROM account a WHERE a.name = 'Cliënt van velen'
       AND NOT EXISTS (SELECT FROM relation r WHERE r.client_id = a.id AND r.ended_at IS NULL)`,
    [therapist],
  );
}

const standing = (professionalId: string) =>
  world.sql("SELECT id FROM relation WHERE professional_id = $1 AND ended_at IS NULL", [professionalId]);

describe("R-09 a therapist with a great many clients", () => {
  it("is deactivated whole also where the database is slow: every relation ends, every tool is unguided", async () => {
    await giveCaseload(idOf("sanne"));
    await world.sql(`
      CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(0.35); RETURN NEW; END $$;
      CREATE TRIGGER be_slow BEFORE UPDATE ON relation FOR EACH ROW EXECUTE FUNCTION be_slow()`);
    const ruben = await world.signedIn("ruben");
    const answer = await ruben.post(`/api/v1/professionals/${idOf("sanne")}/deactivation`);
    expect(answer).toMatchObject({ status: 204 });
    expect(await standing(idOf("sanne"))).toEqual([]);
    expect(await world.sql("SELECT id FROM tool WHERE guide_id = $1", [idOf("sanne")])).toEqual([]);
  }, 60_000);
});
