import { randomUUID } from "node:crypto";
import { currentRequestId } from "./log.ts";

/** Runs one statement in the transaction of the change that an event tells of. */
export type Executor = (
  text: string,
  values: readonly unknown[],
) => Promise<{ rows: readonly Record<string, unknown>[] }>;

/** For a client of `pg` that is in a transaction. */
export const pgExecutor =
  (client: { query(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[] }> }): Executor =>
  (text, values) =>
    client.query(text, [...values]);

/** For the client that Prisma's `$transaction` gives. */
export const prismaExecutor =
  (transaction: { $queryRawUnsafe<Rows>(text: string, ...values: unknown[]): Promise<Rows> }): Executor =>
  async (text, values) => ({ rows: await transaction.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values) });

interface AnyFact {
  type: string;
  payload: unknown;
}

/** An event as its writer gives it; the rest of the envelope is added when it is stored and numbered. */
export type EventInput<Fact extends AnyFact = AnyFact> = Fact extends AnyFact
  ? { type: Fact["type"]; payload: Fact["payload"]; requestId?: string }
  : never;

/**
 * Appends an event in the transaction of its change and gives its random id (for `Kring-After`).
 * Call it after the row that the event tells of was locked, so that the order of events is the order of changes.
 */
export async function appendEvent<Fact extends AnyFact = AnyFact>(
  executor: Executor,
  event: EventInput<Fact>,
): Promise<string> {
  const id = randomUUID();
  const requestId = event.requestId ?? currentRequestId() ?? null;
  await executor(
    `INSERT INTO outbox (event_id, type, at, request_id, payload)
     VALUES ($1::uuid, $2::text, clock_timestamp(), $3::text, $4::jsonb) RETURNING event_id`,
    [id, event.type, requestId, JSON.stringify(event.payload)],
  );
  return id;
}

/** The same for many, in one statement. Their order is the one given. */
export async function appendEvents<Fact extends AnyFact = AnyFact>(
  executor: Executor,
  events: readonly EventInput<Fact>[],
): Promise<void> {
  if (events.length === 0) return;
  const current = currentRequestId() ?? null;
  await executor(
    `INSERT INTO outbox (event_id, type, at, request_id, payload)
     SELECT e.id, e.type, clock_timestamp(), e.request_id, e.payload::jsonb
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS e (id, type, request_id, payload, turn)
     ORDER BY e.turn`,
    [
      events.map(() => randomUUID()),
      events.map(({ type }) => type),
      events.map(({ requestId }) => requestId ?? current),
      events.map(({ payload }) => JSON.stringify(payload)),
    ],
  );
}
