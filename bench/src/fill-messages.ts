import { performance } from "node:perf_hooks";
import type pg from "pg";
import { TEXT } from "./measure.ts";

const EACH = 100;
const PEOPLE = 5;
/** In how many conversations somebody takes part. */
const PARTS = 10;
const READ_UP_TO = 70;
const READERS = 500;

interface Reader {
  account: string;
  conversations: string[];
  token?: string;
}

export interface Filled {
  count: number;
  seconds: number;
  bytes: number;
  readers: Reader[];
}

/** A platform of so many messages, said in turn in all conversations, so that those of one lie far apart. */
export async function fillMessages(database: pg.Pool, messages: number): Promise<Filled> {
  const from = performance.now();
  const conversations = messages / EACH;
  const client = await database.connect();
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  try {
    await run("SET synchronous_commit = off");
    await run("DELETE FROM entry");
    const putBack = await takeIndexesAway(client);
    await run(
      `CREATE TABLE bench_part AS SELECT c.i, c.id, p.j, parts.account::text AS account,
         translate(encode(substring(sha256((c.id || ' ' || p.j)::bytea) FROM 1 FOR 12), 'base64'), '+/', '-_') AS handle
       FROM (SELECT i, gen_random_uuid() AS id FROM generate_series(0, $1::int - 1) i) c
       CROSS JOIN generate_series(0, ${PEOPLE - 1}) AS p (j)
       CROSS JOIN LATERAL (SELECT md5('reader ' || (c.i * ${PEOPLE} + p.j) % greatest(1, $1::int * ${PEOPLE} / ${PARTS}))::uuid AS account) parts`,
      [conversations],
    );
    await run(
      "INSERT INTO account (id, kind, roles, active) SELECT DISTINCT account::uuid, 'professional', '{therapist}'::text[], true FROM bench_part",
    );
    await run(`INSERT INTO conversation (id, head) SELECT id, $1 FROM bench_part WHERE j = 0`, [EACH]);
    await run(
      `INSERT INTO participant (conversation_id, handle, account_id, kind, read_seq)
       SELECT id, handle, account::uuid, 'professional', $1 FROM bench_part`,
      [READ_UP_TO],
    );
    await run(
      `INSERT INTO entry (conversation_id, seq, kind, sender, client_id, at, body)
       SELECT p.id, n, 'message', p.handle, gen_random_uuid(), now() - interval '1 day' * (1 - n / ${EACH}.0), convert_to($1, 'UTF8')
       FROM generate_series(1, ${EACH}) n CROSS JOIN LATERAL (SELECT * FROM bench_part WHERE j = n % ${PEOPLE}) p`,
      [TEXT],
    );
    await putBack();
    await run("VACUUM (ANALYZE) entry, participant, conversation, account");
    const { rows: readers } = await run(
      `SELECT account, array_agg(id::text) AS conversations FROM bench_part
       WHERE account IN (SELECT account FROM bench_part GROUP BY account ORDER BY account LIMIT ${READERS}) GROUP BY account`,
    );
    const [counted] = (
      await run("SELECT count(*)::int AS count, pg_total_relation_size('entry')::float8 AS bytes FROM entry")
    ).rows;
    return { ...counted, readers, seconds: (performance.now() - from) / 1000 };
  } finally {
    client.release();
  }
}

/** Indexes are made faster afterwards; gives what puts back the same ones. */
async function takeIndexesAway(client: pg.PoolClient): Promise<() => Promise<void>> {
  const { rows: indexes } = await client.query(
    "SELECT indexname AS name, indexdef AS text FROM pg_indexes WHERE tablename = 'entry' AND indexname <> 'entry_pkey'",
  );
  await client.query("ALTER TABLE entry DROP CONSTRAINT entry_pkey");
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  return async () => {
    await client.query("SET maintenance_work_mem = '512MB'");
    await client.query("ALTER TABLE entry ADD CONSTRAINT entry_pkey PRIMARY KEY (conversation_id, seq)");
    for (const { text } of indexes) await client.query(text);
  };
}
