import type { Executor } from "@kring/service-kit";

const ids = (rows: readonly Record<string, unknown>[]): string[] => rows.map(({ id }) => String(id));

/** Who of these professionals may be used. */
const usable = "SELECT id FROM account WHERE kind = 'professional' AND active";

/** V-05: puts a client's request before each professional who can answer it; gives whom. */
export async function askProfessionals(
  executor: Executor,
  request: { requestId: string; conversationId: string; clientId: string; professionals: readonly string[] },
): Promise<string[]> {
  const { requestId, conversationId, clientId, professionals } = request;
  const { rows } = await executor(
    `INSERT INTO task (kind, assignee_id, client_id, conversation_id, access_request_id)
     SELECT 'answer-access-request', id, $2::uuid, $3::uuid, $4::uuid FROM (${usable}) a WHERE id = ANY ($1::uuid[])
     ON CONFLICT DO NOTHING RETURNING assignee_id AS id`,
    [professionals, clientId, conversationId, requestId],
  );
  return ids(rows);
}

/** V-05: puts a request before the application managers together, once. */
export async function askApplicationManagers(
  executor: Executor,
  { requestId, clientId }: { requestId: string; clientId: string },
): Promise<void> {
  await executor(
    `INSERT INTO task (kind, client_id, access_request_id) VALUES ('decide-access-request', $1::uuid, $2::uuid)
     ON CONFLICT DO NOTHING`,
    [clientId, requestId],
  );
}

export async function findApplicationManagers(executor: Executor): Promise<string[]> {
  return ids((await executor(`${usable} AND 'application-manager' = ANY (roles)`, [])).rows);
}

/** Ends what a request still asked of professionals, and with `all` also of the application managers; gives who had it. */
export async function endAccessTasks(
  executor: Executor,
  requestId: string,
  { all }: { all: boolean },
): Promise<string[]> {
  const { rows } = await executor(
    `UPDATE task SET done_at = now()
     WHERE access_request_id = $1::uuid AND done_at IS NULL AND ($2::boolean OR kind = 'answer-access-request')
     RETURNING assignee_id AS id`,
    [requestId, all],
  );
  return ids(rows.filter(({ id }) => id !== null));
}

/** A link record as the log speaks of it. */
export async function findLinkForLog(
  executor: Executor,
  linkId: string,
): Promise<{ inviter: "client" | "therapist"; at: number } | null> {
  const { rows } = await executor(
    "SELECT inviter_kind AS inviter, created_at AS at FROM related_person_link WHERE id = $1::uuid",
    [linkId],
  );
  const row = rows[0];
  return row?.at instanceof Date
    ? { inviter: row.inviter === "client" ? "client" : "therapist", at: row.at.getTime() }
    : null;
}
