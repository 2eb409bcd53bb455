import type { AccessRequestState, EscalatedWhy } from "@kring/domain";
import type { AccessRequestId, AccountId, ConversationId } from "@kring/domain/contract";
import type { Pool, PoolClient } from "@kring/service-kit";

/** A client's request to read a conversation about them. */
export interface AccessRequestRow {
  id: AccessRequestId;
  conversationId: ConversationId;
  clientId: AccountId;
  requestedAt: number;
  request: AccessRequestState;
  declinedAt: number | null;
  reason: string | null;
  escalatedAt: number | null;
  decidedAt: number | null;
  ground: string | null;
}

interface Row {
  id: AccessRequestId;
  conversation_id: ConversationId;
  client_id: AccountId;
  state: AccessRequestState["state"];
  requested_at: Date;
  declined_at: Date | null;
  reason: string | null;
  escalated_at: Date | null;
  escalated_why: EscalatedWhy | null;
  decided_at: Date | null;
  ground: string | null;
}

const COLUMNS = `r.id, r.conversation_id, r.client_id, r.state, r.requested_at, r.declined_at, r.reason, r.escalated_at,
  r.escalated_why, r.decided_at, r.ground`;

/** Latest first. */
export async function readRequests(
  database: Pool | PoolClient,
  ids: readonly ConversationId[],
  { open = false } = {},
): Promise<AccessRequestRow[]> {
  const { rows } = await database.query<Row>(
    `SELECT ${COLUMNS} FROM access_request r WHERE r.conversation_id = ANY ($1::uuid[])
       AND (NOT $2 OR r.state IN ('requested', 'escalated'))
     ORDER BY r.requested_at DESC, r.id`,
    [ids, open],
  );
  return rows.map(toRequest);
}

export async function findRequest(client: PoolClient, id: AccessRequestId): Promise<AccessRequestRow | null> {
  const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM access_request r WHERE r.id = $1`, [id]);
  return rows[0] ? toRequest(rows[0]) : null;
}

export async function insertRequest(
  client: PoolClient,
  { id, c, account }: { id: AccessRequestId; c: ConversationId; account: AccountId },
): Promise<void> {
  await client.query("INSERT INTO access_request (id, conversation_id, client_id) VALUES ($1, $2, $3)", [
    id,
    c,
    account,
  ]);
}

/** Under the lock of the conversation. `by` is who declined or decided, `why` their words for it. */
export async function moveRequest(
  client: PoolClient,
  id: AccessRequestId,
  to: Exclude<AccessRequestState, { state: "requested" }>,
  { by = null, why = null }: { by?: AccountId | null; why?: string | null } = {},
): Promise<void> {
  if (to.state === "escalated") {
    const declined = to.why === "declined";
    await client.query(
      `UPDATE access_request SET state = 'escalated', escalated_at = now(), escalated_why = $2, declined_by = $3,
         declined_at = CASE WHEN $3::uuid IS NOT NULL THEN now() END, reason = $4
       WHERE id = $1`,
      [id, to.why, declined ? by : null, declined ? why : null],
    );
    return;
  }
  await client.query(
    "UPDATE access_request SET state = $2, decided_at = now(), decided_by = $3, ground = $4 WHERE id = $1",
    [id, to.state, by, to.state === "ground-recorded" ? why : null],
  );
}

/** Conversations whose request has waited for so long. */
export async function findUnanswered(pool: Pool, afterMs: number, limit: number): Promise<ConversationId[]> {
  const { rows } = await pool.query<{ id: ConversationId }>(
    `SELECT conversation_id AS id FROM access_request
     WHERE state = 'requested' AND requested_at <= now() - $1 * interval '1 millisecond' ORDER BY requested_at LIMIT $2`,
    [afterMs, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Of conversations in which the viewer can answer requests: those that wait, and the one that the application manager has, else the
 * last one that they had. What was decided before the viewer joined is not told.
 */
export async function readSeenRequests(
  pool: Pool,
  viewer: AccountId,
  ids: readonly ConversationId[],
): Promise<AccessRequestRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<Row>({
    name: "seen-requests",
    text: `SELECT ${COLUMNS}
      FROM participant v, LATERAL (
        SELECT * FROM access_request w WHERE w.conversation_id = v.conversation_id AND w.state = 'requested'
        UNION ALL
        (SELECT * FROM access_request e
         WHERE e.conversation_id = v.conversation_id AND e.escalated_at IS NOT NULL
           AND (e.decided_at IS NULL OR e.decided_at >= v.joined_at)
         ORDER BY e.state = 'escalated' DESC, e.requested_at DESC LIMIT 1)
      ) r
      WHERE v.account_id = $1 AND v.conversation_id = ANY ($2::uuid[]) AND v.to_seq IS NULL AND v.kind = 'professional'`,
    values: [viewer, ids],
  });
  return rows.map(toRequest);
}

function toRequest(row: Row): AccessRequestRow {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    clientId: row.client_id,
    requestedAt: row.requested_at.getTime(),
    request: toState(row),
    declinedAt: row.declined_at?.getTime() ?? null,
    reason: row.reason,
    escalatedAt: row.escalated_at?.getTime() ?? null,
    decidedAt: row.decided_at?.getTime() ?? null,
    ground: row.ground,
  };
}

function toState({ state, requested_at, escalated_why }: Row): AccessRequestState {
  if (state === "requested") return { state, requestedAt: requested_at.getTime() };
  if (state !== "escalated") return { state };
  if (escalated_why === null) throw new Error("A request was escalated for no reason");
  return { state, why: escalated_why };
}
