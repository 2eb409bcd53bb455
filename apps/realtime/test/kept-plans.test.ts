import { randomUUID } from "node:crypto";
import type { AccountId, AttachmentId, ConversationId } from "@kring/domain/contract";
import { inTransaction, type PoolClient } from "@kring/service-kit";
import { expect, onTestFinished, test } from "vitest";
import { insertConversation, lockConversations, newHandle } from "../src/conversation/participation.store.ts";
import { type BatchItem, sendBatch } from "../src/message/index.ts";
import { createConversationsDatabase } from "./support/databases.ts";
import { newMessageId } from "./support/device.ts";

/** Of each table that grows, far more than one call may look at. */
const MANY = 20_000;
/** What one call may look at: rows, entries of indexes, and pages of either. */
const FEW = 150;

const [anna, ben] = [randomUUID() as AccountId, randomUUID() as AccountId];

async function open() {
  const database = await createConversationsDatabase();
  onTestFinished(() => database.close());
  const owner = database.pool("postgres");
  const pool = database.pool("kring_realtime", 1);
  // One connection, as a gateway keeps it: whatever it planned when all was empty it goes on with.
  await pool.query("SET plan_cache_mode = force_generic_plan");
  for (const table of ["conversation", "participant", "entry", "attachment", "outbox"])
    await owner.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  return { owner, pool };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function start({ pool }: Opened): Promise<ConversationId> {
  const id = randomUUID() as ConversationId;
  const parts = [anna, ben].map((accountId) => ({
    handle: newHandle(),
    accountId,
    kind: "professional" as const,
    viaLink: null,
    joinedSeq: 0,
  }));
  await inTransaction(pool, (client) => insertConversation(client, { id, topic: null, about: null }, parts));
  return id;
}

async function upload({ owner }: Opened, c: ConversationId, count: number): Promise<AttachmentId[]> {
  const { rows } = await owner.query<{ id: AttachmentId }>(
    `INSERT INTO attachment (id, conversation_id, handle, kind, type, size, name)
     SELECT gen_random_uuid(), p.conversation_id, p.handle, 'pdf', 'application/pdf', 1, 'verslag.pdf'
     FROM participant p, generate_series(1, $3) WHERE p.conversation_id = $1 AND p.account_id = $2 RETURNING id`,
    [c, anna, count],
  );
  return rows.map(({ id }) => id);
}

/** Rows, entries of indexes, and pages of either that this transaction has looked at, by table and index. */
async function lookedAt(client: PoolClient): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; seen: string }>(
    `SELECT c.relname AS name, pg_stat_get_xact_tuples_returned(c.oid) + pg_stat_get_xact_blocks_fetched(c.oid) AS seen
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i')`,
  );
  return new Map(rows.map(({ name, seen }) => [name, Number(seen)]));
}

/** Does this in a transaction of its own and gives where it looked at how much. */
async function watch({ pool }: Opened, items: readonly BatchItem[]) {
  return inTransaction(pool, async (client) => {
    const before = await lookedAt(client);
    const results = await sendBatch(client, items);
    const after = await lookedAt(client);
    const looks = [...after].map(([name, seen]) => [name, seen - (before.get(name) ?? 0)] as const);
    return { results, looks: looks.filter(([, seen]) => seen > 0) };
  });
}

/** One call of each kind, on an own conversation. */
async function callAll(opened: Opened, c: ConversationId) {
  const looks: Record<string, readonly (readonly [string, number])[]> = {};
  const message = { kind: "message", c, account: anna, id: newMessageId(), text: "…" } as const;
  const again = { ...message, id: newMessageId() };
  const edit = { kind: "edited", c, account: anna, id: newMessageId(), text: "anders" } as const;
  const number = async (items: readonly BatchItem[], name: string) => {
    const { results, looks: seen } = await watch(opened, items);
    looks[name] = seen;
    const [result] = results;
    if (!result || "refused" in result) throw new Error(`${name}: ${JSON.stringify(result)}`);
    return result.seq;
  };
  const of = await number([message], "a message");
  await number([message], "the same message");
  await number([{ ...again, re: of }], "an answer");
  const files = await upload(opened, c, 2);
  const sent = await number([{ ...message, id: newMessageId(), files }], "files");
  await number([{ ...edit, of }], "an edit");
  await number([{ ...edit, of }], "the same edit");
  await number([{ kind: "deleted", c, account: anna, id: newMessageId(), of: sent }], "a deletion");
  await number([{ kind: "left", c, account: ben }], "leaving");
  await inTransaction(opened.pool, async (client) => {
    const [locked] = await lockConversations(client, [c]);
    await client.query(
      `INSERT INTO participant (conversation_id, handle, account_id, kind, joined_seq, reads_from)
       VALUES ($1, $2, $3, 'professional', $4, $4)`,
      [c, newHandle(), ben, (locked?.head ?? 0) + 1],
    );
    await sendBatch(client, [{ kind: "joined", c, account: ben }]);
  });
  await number([{ ...message, account: ben, id: newMessageId() }], "a message of who came back");
  await number([{ kind: "closed", c }], "closing");
  return looks;
}

/** Much of everything, of others and in this conversation, without anybody telling the planner. */
async function grow(opened: Opened, c: ConversationId): Promise<void> {
  const { owner } = opened;
  await owner.query(`INSERT INTO conversation (id, head) SELECT gen_random_uuid(), 1 FROM generate_series(1, $1)`, [
    MANY,
  ]);
  await owner.query(
    `INSERT INTO participant (conversation_id, handle, account_id, kind)
     SELECT c.id, left(translate(encode(sha256(c.id::text::bytea), 'base64'), '+/', '-_'), 16), $1, 'professional'
     FROM conversation c WHERE c.head = 1`,
    [anna],
  );
  await owner.query(
    `INSERT INTO participant (conversation_id, handle, account_id, kind, to_seq, left_at)
     SELECT $1, left(translate(encode(sha256(i::text::bytea), 'base64'), '+/', '-_'), 16), gen_random_uuid(), 'professional', 1, now()
     FROM generate_series(1, $2) i`,
    [c, MANY],
  );
  await owner.query(
    `INSERT INTO entry (conversation_id, seq, kind, sender, client_id, at, body)
     SELECT $1, i, 'message', p.handle, gen_random_uuid(), now(), 'x'
     FROM generate_series(1, $2) i JOIN (
       SELECT handle, row_number() OVER () AS place FROM participant WHERE conversation_id = $1
     ) p ON p.place = i`,
    [c, MANY],
  );
  await owner.query("UPDATE conversation SET head = $2 WHERE id = $1", [c, MANY]);
  await upload(opened, c, MANY);
}

test("V-09 what Postgres planned for empty tables is right for full ones: no call looks at more than a few rows", async () => {
  const opened = await open();
  await callAll(opened, await start(opened));
  const c = await start(opened);
  await grow(opened, c);
  const looks = await callAll(opened, c);
  const counted = Object.entries(looks).map(([name, seen]) => [name, seen.reduce((sum, [, n]) => sum + n, 0), seen]);
  expect(counted.filter(([, sum]) => Number(sum) > FEW)).toEqual([]);
  expect(counted.filter(([, sum]) => sum === 0)).toEqual([]);
});
