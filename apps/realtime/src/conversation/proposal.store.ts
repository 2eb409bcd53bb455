import type {
  AccountId,
  ConversationId,
  Handle,
  ParticipantProposal,
  ParticipantProposalId,
} from "@kring/domain/contract";
import type { Pool, PoolClient } from "@kring/service-kit";
import type { PartKey } from "./participation.store.ts";

/** A proposal that waits, with whom it means. */
export interface OpenProposal {
  id: ParticipantProposalId;
  by: Handle;
  whom: ParticipantProposal["whom"];
  note: string;
  /** Null where the note alone says who. */
  means: AccountId | null;
}

const WITH_MEANT = `SELECT o.id, o.handle AS by, o.whom, o.note,
    CASE o.whom WHEN 'client' THEN l.client_id WHEN 'inviter' THEN l.inviter_id END AS means
  FROM participant_proposal o
  JOIN participant p ON p.conversation_id = o.conversation_id AND p.handle = o.handle
  JOIN link l ON l.id = p.via_link`;

/** Those that wait. */
export async function readProposals(client: PoolClient, c: ConversationId): Promise<OpenProposal[]> {
  const { rows } = await client.query<OpenProposal>(
    `${WITH_MEANT} WHERE o.conversation_id = $1 AND o.answered_at IS NULL ORDER BY o.at, o.id`,
    [c],
  );
  return rows;
}

/** One that waits or was answered. */
export async function findProposal(
  client: PoolClient,
  c: ConversationId,
  id: ParticipantProposalId,
): Promise<Pick<OpenProposal, "by" | "means"> | null> {
  const { rows } = await client.query<OpenProposal>(`${WITH_MEANT} WHERE o.conversation_id = $1 AND o.id = $2`, [
    c,
    id,
  ]);
  return rows[0] ?? null;
}

export async function insertProposal(
  client: PoolClient,
  c: ConversationId,
  { id, by, whom, note }: Omit<OpenProposal, "means">,
): Promise<void> {
  await client.query(
    "INSERT INTO participant_proposal (id, conversation_id, handle, whom, note) VALUES ($1, $2, $3, $4, $5)",
    [id, c, by, whom, note],
  );
}

/** The note goes with the answer. */
export async function closeProposals(
  client: PoolClient,
  ids: readonly ParticipantProposalId[],
  answer: "added" | "set-aside",
): Promise<void> {
  await client.query(
    `UPDATE participant_proposal SET answered_at = now(), answer = $2, note = ''
     WHERE id = ANY ($1::uuid[]) AND answered_at IS NULL`,
    [ids, answer],
  );
}

/** Whoever was added is proposed no longer. */
export async function closeProposalsOf(client: PoolClient, c: ConversationId, account: AccountId): Promise<void> {
  const meant = (await readProposals(client, c)).filter(({ means }) => means === account);
  await closeProposals(
    client,
    meant.map(({ id }) => id),
    "added",
  );
}

/** Whoever is gone proposes nobody any more. */
export async function dropProposals(client: PoolClient, gone: readonly PartKey[]): Promise<void> {
  if (gone.length === 0) return;
  await client.query(
    `UPDATE participant_proposal o SET answered_at = now(), answer = 'set-aside', note = ''
     FROM unnest($1::uuid[], $2::text[]) AS gone (c, handle)
     WHERE o.conversation_id = gone.c AND o.handle = gone.handle AND o.answered_at IS NULL`,
    [gone.map(({ c }) => c), gone.map(({ handle }) => handle)],
  );
}

/** Proposals that the viewer may see: as manager all, else their own. Of open conversations only. */
export async function readVisibleProposals(
  pool: Pool,
  viewer: AccountId,
  ids: readonly ConversationId[],
): Promise<(ParticipantProposal & { c: ConversationId })[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<Omit<ParticipantProposal, "at"> & { c: ConversationId; at: Date }>({
    name: "visible-proposals",
    text: `SELECT o.conversation_id AS c, o.id, o.handle AS by, o.whom, o.note, o.at
      FROM participant v
      JOIN conversation c ON c.id = v.conversation_id AND c.closed_at IS NULL
      JOIN participant_proposal o ON o.conversation_id = c.id AND o.answered_at IS NULL
        AND v.handle IN (o.handle, c.manager)
      WHERE v.account_id = $1 AND v.conversation_id = ANY ($2::uuid[]) AND v.to_seq IS NULL
      ORDER BY o.at, o.id`,
    values: [viewer, ids],
  });
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
