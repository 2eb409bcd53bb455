import { randomUUID } from "node:crypto";
import type { PoolClient } from "@kring/service-kit";
import { expect, onTestFinished, test } from "vitest";
import { addWaiting, endWaiting, takeUnread } from "../src/unread/unread.store.ts";
import { createConversationsDatabase } from "./support/databases.ts";

const MINUTE = 60_000;

test("N-04 a scan reads what was said lately and who waits, not what there is", async () => {
  const database = await createConversationsDatabase();
  onTestFinished(() => database.close());
  const owner = database.pool("postgres");
  const account = randomUUID();
  await owner.query("INSERT INTO account (id, kind, active) VALUES ($1, 'client', true)", [account]);
  // A thousand conversations of two in which 40,000 messages were said, one each minute until now; nobody read the last ten of each.
  await owner.query("INSERT INTO conversation (id, head) SELECT md5(i::text)::uuid, 40 FROM generate_series(0, 999) i");
  await owner.query(
    `INSERT INTO participant (conversation_id, handle, account_id, kind, read_seq)
     SELECT md5(i::text)::uuid, lpad(i || 'x' || j, 16, 'h'), CASE j WHEN 0 THEN $1 ELSE gen_random_uuid() END, 'client', 30
     FROM generate_series(0, 999) i, generate_series(0, 1) j`,
    [account],
  );
  await owner.query(
    `INSERT INTO entry (conversation_id, seq, kind, sender, client_id, at, body)
     SELECT md5((n % 1000)::text)::uuid, 1 + n / 1000, 'message', lpad(n % 1000 || 'x1', 16, 'h'), gen_random_uuid(),
       now() - (40000 - n) * interval '1 minute', 'Tot zondag' FROM generate_series(0, 39999) n`,
  );
  await owner.query("VACUUM ANALYZE");

  const client = await database.pool("kring_realtime").connect();
  onTestFinished(() => client.release());
  /** Does it, and gives how it was done. */
  async function planOf(work: (explained: PoolClient) => Promise<unknown>): Promise<string> {
    let plan = "";
    const query = async (text: string, values: unknown[]) => {
      const { rows } = await client.query(`EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) ${text}`, values);
      plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      return { rows: [] };
    };
    await work({ query } as unknown as PoolClient);
    return plan;
  }
  const now = new Date();
  const until = new Date(now.getTime() - MINUTE);
  const added = await planOf((explained) =>
    addWaiting(explained, { from: new Date(now.getTime() - 6 * MINUTE), until }),
  );
  expect(added).toContain("Bitmap Index Scan on entry_said");
  expect(added).not.toContain("Seq Scan on entry");
  expect((await client.query("SELECT FROM unread_waiting WHERE account_id = $1", [account])).rowCount).toBe(5);
  const taken = await planOf((explained) => takeUnread(explained, "unread_missed", { now, until, limit: 100 }));
  const ended = await planOf((explained) => endWaiting(explained));
  for (const plan of [taken, ended])
    expect(plan.match(/Seq Scan on (entry|participant|conversation)\b/g), plan).toBeNull();
  expect((await client.query("SELECT FROM unread_missed WHERE account_id = $1", [account])).rowCount).toBe(5);
}, 60_000);
