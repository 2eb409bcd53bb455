import { randomUUID } from "node:crypto";
import { demoPeople } from "@kring/domain/demo";
import type { TestDatabase } from "./copy-database.ts";

/** What of each kind is due. */
export const COUNT = 6;
const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
export const addressOf = (number: number) => `due-${number}@kring.example`;
export const invitedAddressOf = (number: number) => `invited-${number}@kring.example`;

/** Clients for each of whom everything that the service does by itself has become due, as if the clock had been moved. */
export async function makeDue({ sql }: Pick<TestDatabase, "sql">) {
  const { daan, noor, emma } = demoPeople;
  const sessions: string[] = [];
  const clients: string[] = [];
  const closing: string[] = [];
  const unused: string[] = [];
  for (const number of numbers) {
    const signIn = randomUUID();
    const client = randomUUID();
    const closed = randomUUID();
    const forgotten = randomUUID();
    const search = randomUUID();
    const session = randomUUID();
    clients.push(client);
    closing.push(closed);
    unused.push(forgotten);
    sessions.push(session);
    await sql("INSERT INTO sign_in (id, email) VALUES ($1, $2)", [signIn, addressOf(number)]);
    await sql("INSERT INTO account (id, sign_in_id, kind, name) VALUES ($1, $2, 'client', 'Client')", [client, signIn]);
    await sql(
      "INSERT INTO client_details (account_id, client_number, born) VALUES ($1, 'D' || $2::text, '1980-01-01')",
      [client, number],
    );
    // Their time is over.
    await sql(
      `INSERT INTO session (id, token, sign_in_id, account_id, expires_at)
       SELECT $1, $3, sign_in_id, id, now() - interval '1 hour' FROM account WHERE id = $2`,
      [session, emma.accountId, randomUUID()],
    );
    await sql(
      "INSERT INTO verification (identifier, value, expires_at) VALUES ('due', 'due', now() - interval '1 hour')",
    );
    await sql(
      "INSERT INTO client_search (id, professional_id, motivation, searched_by, result_ids) VALUES ($1, $2, 'due', 'name', $3)",
      [search, daan.accountId, [client]],
    );
    await sql(
      "INSERT INTO temporary_access (client_id, professional_id, search_id, until) VALUES ($1, $2, $3, now() - interval '1 hour')",
      [client, daan.accountId, search],
    );
    await sql(
      `INSERT INTO relate_request (client_id, professional_id, sender_id, sender_role, expires_at)
       VALUES ($1, $2, $3, 'secretary', now() - interval '1 hour')`,
      [client, daan.accountId, noor.accountId],
    );
    // Four days old: the first reminder is due. Thirty days old: it expires.
    await sql(
      `INSERT INTO related_person_link (client_id, inviter_id, inviter_kind, typed_name, typed_email, created_at, sent_at, expires_at)
       VALUES ($1, $1, 'client', 'Mila', $2, now() - interval '4 days', now() - interval '4 days', now() + interval '26 days'),
         ($1, $1, 'client', 'Mila', 'late-' || $2, now() - interval '30 days', now() - interval '30 days', now() - interval '1 hour')`,
      [client, invitedAddressOf(number)],
    );
    await sql(
      "INSERT INTO task (kind, assignee_id, created_at) VALUES ('work-on-tool', $1, now() - interval '4 days')",
      [client],
    );
    // Somebody who ended their account, and somebody who never accepted anything.
    await sql("INSERT INTO account (id, kind, name) VALUES ($1, 'related-person', 'Gone')", [closed]);
    await sql(
      `INSERT INTO related_person_link (related_person_id, client_id, inviter_id, inviter_kind, accepted_at, ends_at)
       VALUES ($1, $2, $2, 'client', now() - interval '9 days', now() - interval '1 hour')`,
      [closed, client],
    );
    await sql("INSERT INTO account (id, kind, name, active) VALUES ($1, 'related-person', 'Unused', false)", [
      forgotten,
    ]);
    await sql(
      `INSERT INTO related_person_link (related_person_id, client_id, inviter_id, inviter_kind, ended_at, end_reason)
       VALUES ($1, $2, $2, 'client', now() - interval '2 days', 'refused')`,
      [forgotten, client],
    );
    // Two notifications whose mail was to come an hour ago.
    await sql(
      `WITH told AS (INSERT INTO notification (account_id, kind, link) VALUES ($1, 'conversation-joined', '/'), ($1, 'conversation-joined', '/')
         RETURNING id)
       INSERT INTO waiting_mail (account_id, kind, notification_id, due_at)
       SELECT $1, 'conversation-joined', id, now() - interval '1 hour' FROM told`,
      [client],
    );
    await sql("INSERT INTO unsubscribe_link (token_hash, account_id, kinds, expires_at) VALUES ($1, $2, '{}', now())", [
      randomUUID(),
      client,
    ]);
    await sql(
      `INSERT INTO failed_mail (id, queue, payload, account_id, reason, failed_at)
       VALUES ($1, 'notification-mail', '{}', $2, 'refused', now() - interval '31 days')`,
      [randomUUID(), client],
    );
  }
  return { clients, closing, unused, sessions };
}

/** What is due still, by what would do it. */
export const listDue = ({ sql }: Pick<TestDatabase, "sql">): Promise<Record<string, unknown>[]> =>
  sql(`SELECT * FROM (
    SELECT 'session' AS what, count(*)::int AS n FROM session WHERE expires_at <= now()
    UNION ALL SELECT 'verification', count(*)::int FROM verification WHERE expires_at <= now()
    UNION ALL SELECT 'temporary access', count(*)::int FROM temporary_access WHERE ended_at IS NULL AND until <= now()
    UNION ALL SELECT 'relate request', count(*)::int FROM relate_request WHERE state = 'pending' AND expires_at <= now()
    UNION ALL SELECT 'invitation', count(*)::int FROM related_person_link
      WHERE accepted_at IS NULL AND ended_at IS NULL AND (expires_at <= now() OR reminders = 0 AND created_at < now() - interval '3 days')
    UNION ALL SELECT 'link', count(*)::int FROM related_person_link WHERE ends_at <= now() AND ended_at IS NULL
    UNION ALL SELECT 'account', count(*)::int FROM account WHERE name = 'Unused' OR (name = 'Gone' AND active)
    UNION ALL SELECT 'task', count(*)::int FROM task WHERE kind = 'work-on-tool' AND reminders = 0 AND created_at < now() - interval '3 days'
    UNION ALL SELECT 'waiting mail', count(*)::int FROM waiting_mail WHERE due_at <= now()
    UNION ALL SELECT 'unsubscribe link', count(*)::int FROM unsubscribe_link WHERE expires_at <= now()
    UNION ALL SELECT 'failed mail', count(*)::int FROM failed_mail WHERE failed_at < now() - interval '30 days'
    UNION ALL SELECT 'job', count(*)::int FROM pgboss.job WHERE state IN ('created', 'retry', 'active')
  ) due WHERE n > 0`);
