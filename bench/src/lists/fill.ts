import type { Databases } from "@kring/testing";

/** How much a platform holds. */
export interface Size {
  clients: number;
  professionals: number;
  lines: number;
}

const FIRST = [
  ..."Anna,Bram,Chris,Dirk,Eva,Femke,Gijs,Hanna,Ilse,Jeroen,Karin,Lotte,Maarten,Nina,Olaf,Petra".split(","),
  ..."Quinten,Roos,Stijn,Tess,Ursula,Vera,Wouter,Xander,Yara,Zoe,Amir,Boukje,Cem,Dewi,Elif,Farid".split(","),
];
const LAST_STARTS = "Berg,Dijk,Hoek,Kamp,Meer,Oever,Polder,Ruis,Schans,Terp,Veld,Weide,Zand,Bosch,Duin,Gracht".split(
  ",",
);
const LAST_ENDS = "man,stra,sma,huis,zicht,rode,hout,horst,laan,donk,water,wijk,beek,heuvel,kerk,brug,stede".split(",");

/** A platform of a size, all by arithmetic: the same each time, and each list as full for its reader in any size. */
export async function fill({ query }: Databases, { clients, professionals, lines }: Size): Promise<void> {
  const run = (text: string, values: unknown[] = []) => query("accounts", text, values);
  await run("CREATE SCHEMA bench");
  await run("CREATE TABLE bench.person AS SELECT * FROM account LIMIT 0");
  const people = async (kind: "professional" | "client", count: number, roles: string) => {
    await run(
      `CREATE TABLE bench.${kind} AS
       SELECT i, gen_random_uuid() AS id, gen_random_uuid() AS sign_in_id, ${roles} AS roles,
         ($1::text[])[1 + abs(hashint4(i) % $2)] AS first,
         ($3::text[])[1 + abs(hashint4(i + 7) % $4)] || ($5::text[])[1 + abs(hashint4(i + 13) % $6)] AS last
       FROM generate_series(1, $7::int) i`,
      [FIRST, FIRST.length, LAST_STARTS, LAST_STARTS.length, LAST_ENDS, LAST_ENDS.length, count],
    );
    const from = `FROM bench.${kind} p`;
    await run(`INSERT INTO sign_in (id, email) SELECT sign_in_id, '${kind}.' || i || '@bench.example' ${from}`);
    await run(
      `INSERT INTO account (id, sign_in_id, kind, roles, name, searchable)
       SELECT id, sign_in_id, '${kind}', roles, first || ' ' || last, lower(first || ' ' || last) ${from}`,
    );
  };
  await people(
    "professional",
    professionals,
    "CASE WHEN i % 50 = 1 THEN '{secretary}'::text[] WHEN i % 50 = 2 THEN '{application-manager}' ELSE '{therapist}' END",
  );
  await people("client", clients, "'{}'::text[]");
  await run(
    `INSERT INTO client_details (account_id, client_number, born)
     SELECT id, 'K' || (100000 + i), date '1940-01-01' + abs(hashint4(i) % 25000) FROM bench.client`,
  );
  // Everybody has one therapist but one client in a hundred; each therapist has as many clients in any size.
  await run(
    `INSERT INTO relation (professional_id, client_id, since)
     SELECT p.id, c.id, now() - (c.i % 900) * interval '1 day'
     FROM (SELECT id, row_number() OVER (ORDER BY i) AS place, count(*) OVER () AS total
           FROM bench.professional WHERE roles = '{therapist}') p
     JOIN bench.client c ON c.i % p.total = p.place - 1 WHERE c.i % 100 <> 0`,
  );
  await run(
    `INSERT INTO tool (client_id, catalogue_key, guide_id, assigned_at)
     SELECT c.id, key, CASE WHEN c.i % 4 > 0 THEN r.professional_id END, now() - (c.i % 700) * interval '1 day'
     FROM bench.client c CROSS JOIN unnest(ARRAY['slaapdagboek', 'piekeren-de-baas']) AS key
     LEFT JOIN relation r ON r.client_id = c.id`,
  );
  // Already in the chain, so that nothing but the lists works meanwhile; what it says is not verified here.
  await run(
    `INSERT INTO log_line (at, actor_id, actor_role, action, client_id, ground, details, n, hash)
     SELECT now() - interval '730 days' * (1 - g.n / $1::float8), p.id, 'therapist',
       CASE WHEN g.n % 3 = 0 THEN 'viewed-account' WHEN g.n % 3 = 1 THEN 'viewed-tools' ELSE 'filled-in-tool' END,
       c.id, CASE WHEN g.n % 100 = 0 THEN 'temporary-access' WHEN g.n % 10 = 0 THEN 'secretary' ELSE 'relation' END,
       '{}', g.n, 'bench'
     FROM generate_series(1, $1::int) AS g (n)
     JOIN bench.professional p ON p.i = 1 + abs(hashint4(g.n) % $2)
     JOIN bench.client c ON c.i = 1 + abs(hashint4(g.n + 1) % $3) ORDER BY g.n`,
    [lines, professionals, clients],
  );
  await run("UPDATE log_head SET n = $1, hash = 'bench'", [lines]);
  await run("INSERT INTO setting (key, value) VALUES ('search-outside-caseload', 'true')");
  await run("VACUUM (ANALYZE)");
}
