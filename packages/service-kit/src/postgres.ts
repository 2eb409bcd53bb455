import pg from "pg";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

export interface PoolOptions {
  url: string;
  /** Most connections at a time. */
  max: number;
  /** Shown in pg_stat_activity and in metrics. */
  name: string;
  logger: Logger;
  metrics?: Metrics;
  /** How long to wait for a lock that somebody else holds; 5 s. */
  lockMs?: number;
}

/** A pool that survives lost connections and never waits without end. */
export function createPool({ url, max, name, logger, metrics, lockMs = 5_000 }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
    idle_in_transaction_session_timeout: 10_000,
    lock_timeout: lockMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on("error", (error) => logger.warn({ err: error, pool: name }, "postgres connection lost"));
  metrics?.watchPool(name, pool);
  return pool;
}

const partOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

/** What Postgres said, also where Prisma wraps it: of a raw query it tells no more than that it failed. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const wrapped = partOf(partOf(partOf(partOf(error, "meta"), "driverAdapterError"), "cause"), "originalCode");
  const code = typeof wrapped === "string" ? wrapped : partOf(error, "code");
  return typeof code === "string" ? code : undefined;
}

const awayCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "EAI_AGAIN",
  // Prisma: not reached, timed out, closed, no free connection, a transaction that did not start or end in its time.
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
]);

/** Whether an error means that the database can't be reached or is stopping, not that the statement was wrong. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const code = codeOf(error);
  // 08 connection, 53 resources, 57P0x shutdown; 57014 a cancelled statement, 25P03 an idle transaction that was ended,
  // 55P03 a lock that did not come in time.
  if (code) return awayCodes.has(code) || /^(08|53|57P0)/.test(code) || ["57014", "25P03", "55P03"].includes(code);
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|query read timeout|client was closed|not queryable/i.test(
      error.message,
    )
  );
}

/** Whether a transaction lost a race, a serialization failure or a deadlock, and may be run again whole. */
export const isRetryable = (error: unknown): boolean => ["40001", "40P01"].includes(codeOf(error) ?? "");

/** Whether somebody else held for too long what a statement wanted to lock. */
export const isLockedOut = (error: unknown): boolean => codeOf(error) === "55P03";

export interface TransactionOptions {
  isolation?: "read committed" | "repeatable read" | "serializable";
  /** How often the whole transaction may run when it lost a race. */
  attempts?: number;
}

/** Runs `work` in a transaction; runs it whole again after a serialization failure or deadlock. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  { isolation = "read committed", attempts = 5 }: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(pool, work, isolation);
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

async function runOnce<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  isolation: string,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}`);
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection that can't even roll back is thrown away.
    await client.query("ROLLBACK").then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
