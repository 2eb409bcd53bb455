import { DirectoryRecords, DirectorySnapshot } from "@kring/domain/contract";
import { inTransaction, type Pool, type PoolClient } from "@kring/service-kit";

type Reader = Pick<PoolClient, "query">;

/** the absence that lasts, else the next one. */
const ABSENCE = `(
  SELECT jsonb_build_object('from', b.from_day, 'until', b.until_day, 'note', b.note, 'coveringId', b.covering_id)
  FROM absence b
  WHERE b.professional_id = account.id AND b.ended_at IS NULL AND b.until_day >= (now() AT TIME ZONE 'Europe/Amsterdam')::date
  ORDER BY b.from_day LIMIT 1)`;
const ACCOUNT = `jsonb_build_object('id', id, 'kind', kind, 'name', name, 'roles', roles, 'active', active,
  'absence', ${ABSENCE})`;
const LINK = `jsonb_build_object(
  'id', id, 'relatedPersonId', related_person_id, 'clientId', client_id, 'inviterId', inviter_id,
  'inviterKind', inviter_kind, 'screenName', screen_name, 'showsTyping', shows_typing,
  'showsReceipts', shows_receipts, 'active', ended_at IS NULL)`;
const RELATION = `jsonb_build_object(
  'professionalId', professional_id, 'clientId', client_id, 'since', (extract(epoch FROM since) * 1000)::bigint)`;

async function readAll(reader: Reader, text: string, values: unknown[] = []): Promise<unknown[]> {
  const { rows } = await reader.query<{ record: unknown }>(text, values);
  return rows.map(({ record }) => record);
}

/** Current records of these accounts and accepted links. */
export async function readRecords(
  pool: Pool,
  { accountIds, linkIds }: { accountIds: readonly string[]; linkIds: readonly string[] },
): Promise<DirectoryRecords> {
  return DirectoryRecords.parse({
    accounts: await readAll(pool, `SELECT ${ACCOUNT} AS record FROM account WHERE id = ANY ($1::uuid[])`, [accountIds]),
    links: await readAll(
      pool,
      `SELECT ${LINK} AS record FROM related_person_link WHERE accepted_at IS NOT NULL AND id = ANY ($1::uuid[])`,
      [linkIds],
    ),
  });
}

/** Everything as it is at one position: what commits later has a later one. */
export function readSnapshot(pool: Pool): Promise<DirectorySnapshot> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query<{ incarnation: string; position: string; last_event_id: string | null }>(
        `SELECT read_incarnation() AS incarnation, h.position,
                (SELECT event_id FROM outbox o WHERE o.position = h.position) AS last_event_id
         FROM outbox_head h`,
      );
      const head = rows[0];
      if (!head) throw new Error("The outbox has no head: its migrations were not applied");
      return DirectorySnapshot.parse({
        incarnation: head.incarnation,
        position: Number(head.position),
        lastEventId: head.last_event_id,
        accounts: await readAll(client, `SELECT ${ACCOUNT} AS record FROM account ORDER BY id`),
        relations: await readAll(
          client,
          `SELECT ${RELATION} AS record FROM relation WHERE ended_at IS NULL ORDER BY professional_id, client_id`,
        ),
        links: await readAll(
          client,
          `SELECT ${LINK} AS record FROM related_person_link WHERE accepted_at IS NOT NULL ORDER BY id`,
        ),
      });
    },
    { isolation: "repeatable read" },
  );
}
