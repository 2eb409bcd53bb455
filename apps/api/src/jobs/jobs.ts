import { setTimeout as rest } from "node:timers/promises";
import { Refused } from "@kring/domain/contract";
import { describeError, type Executor, type Logger, type Pool } from "@kring/service-kit";
import { type JobResult, type JobWithMetadata, PgBoss } from "pg-boss";
import { QUEUES, type QueueName, type QueuePayloads, SCHEMA } from "./queues.ts";

/** Work that must happen although this process may die: kept in Postgres, tried again with growing pauses. */
export interface Jobs {
  readonly ready: boolean;
  /** Adds a job in the transaction of `executor`; without one, at once. It is not done before `notBefore` (milliseconds). */
  add<Name extends QueueName>(
    name: Name,
    payload: QueuePayloads[Name],
    executor?: Executor,
    notBefore?: number,
  ): Promise<void>;
  /** In the transaction of `executor`: has a mail that waits for the same account be about these, too. False where none waits. */
  widenUnreadMail(payload: QueuePayloads["unread-mail"], executor: Executor): Promise<boolean>;
  /** In the transaction of `executor`: pushes to somebody's devices that wait for a time which they chose are looked at now. */
  hastenPushes(accountId: string, executor: Executor): Promise<void>;
  /** Looks for new jobs at once; call it after a commit that added one. */
  nudge(): void;
  stop(): Promise<void>;
}

/** Does a job; throwing puts it off. `jobId` stays the same through all attempts. */
export type Handlers = {
  [Name in QueueName]: (payload: QueuePayloads[Name], jobId: string) => Promise<void>;
};

/** A job that is not tried any more. */
export interface GivenUp {
  queue: QueueName;
  payload: QueuePayloads[QueueName];
  jobId: string;
  error: unknown;
}

/** An error that trying again for long does not mend: with so many of them the job is given up, whatever else failed in between. */
export class Hopeless extends Error {
  readonly most: number = 10;
}

/** What is noted with each attempt that failed. */
const hopelessIn = (output: object | null): number =>
  output !== null && "hopeless" in output ? Number(output.hopeless) : 0;

const POLL_SECONDS = 2;
/**
 * How many jobs of a queue are done side by side, where it isn't the usual: long ones one at a time, which take turns by ending early
 * and going on as another job; what waits for the services of others some more.
 */
const AT_ONCE: Partial<Record<QueueName, number>> = { "caseload-transfer": 1, push: 5 };
/** Few: each keeps this process and Postgres busy, and those who talk meanwhile need both. */
const USUALLY_AT_ONCE = 2;
/** After as many jobs as are done at a time a queue rests as long as they kept this process busy, so that others find it free. */
const MOST_REST_MS = 1_000;

export function startJobs(options: {
  pool: Pool;
  logger: Logger;
  handlers: Handlers;
  /** Keeps what is to be known of a job that is given up. Where it throws, the job is tried again. */
  onGivenUp(job: GivenUp): Promise<void>;
}): Jobs {
  const { pool, logger, handlers, onGivenUp } = options;
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text, values) => pool.query(text, values) },
    // The schema belongs to the migrations; this role can't change it.
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    useListenNotify: false,
  });
  let ready = false;
  let stopped = false;
  const workers: string[] = [];
  let lastWarning = 0;
  boss.on("error", (error) => {
    if (Date.now() - lastWarning < 10_000) return;
    lastWarning = Date.now();
    logger.warn({ err: error }, "the job queue reported an error");
  });

  /** Does some jobs side by side; each succeeds or fails by itself. */
  async function work<Name extends QueueName>(name: Name): Promise<void> {
    const atOnce = AT_ONCE[name] ?? USUALLY_AT_ONCE;
    const options = {
      pollingIntervalSeconds: POLL_SECONDS,
      batchSize: atOnce,
      burstWhenBatchFull: true,
      perJobResults: true,
      includeMetadata: true,
    } as const;
    let restMs = 0;
    const id = await boss.work<QueuePayloads[Name], unknown, typeof options>(name, options, async (jobs) => {
      await rest(restMs);
      const before = performance.eventLoopUtilization();
      const results = await Promise.all(jobs.map((job) => attempt(name, job)));
      const { active } = performance.eventLoopUtilization(before);
      restMs = jobs.length < atOnce ? 0 : Math.min(active, MOST_REST_MS);
      return results;
    });
    workers.push(id);
  }

  async function attempt<Name extends QueueName>(
    name: Name,
    { id, data, retryCount, retryLimit, output }: JobWithMetadata<QueuePayloads[Name]>,
  ): Promise<JobResult> {
    try {
      await handlers[name](data, id);
      // At once, not when the slowest of its batch is done: a process that stops meanwhile would have the others done again.
      await boss.complete(name, id).catch(() => {});
      return { id, status: "completed" };
    } catch (error) {
      const isHopeless = error instanceof Hopeless;
      const hopeless = hopelessIn(output) + (isHopeless ? 1 : 0);
      const isLast = retryCount >= retryLimit || (isHopeless && hopeless >= error.most);
      const isGivenUp = isLast && (await giveUp({ queue: name, payload: data, jobId: id, error }));
      if (isGivenUp) return { id, status: "completed" };
      logger.debug({ err: error, queue: name }, "a job will be tried again");
      return { id, status: "failed", output: { ...describeError(error), hopeless } };
    }
  }

  async function giveUp(job: GivenUp): Promise<boolean> {
    try {
      await onGivenUp(job);
      logger.warn({ err: job.error, queue: job.queue }, "a job was given up");
      return true;
    } catch (error) {
      logger.warn({ err: error, queue: job.queue }, "a job that is given up could not be noted");
      return false;
    }
  }

  async function start(): Promise<void> {
    for (let attempt = 0; !stopped; attempt += 1) {
      try {
        await boss.start();
        for (const name of Object.keys(QUEUES) as QueueName[]) await work(name);
        ready = true;
        return;
      } catch (error) {
        if (attempt % 10 === 0) logger.warn({ err: error }, "the job queue could not start yet");
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  }
  const starting = start();

  return {
    get ready() {
      return ready;
    },
    add: async (name, payload, executor, notBefore) => {
      if (!ready) throw new Refused("unavailable", { retryAfterMs: 1_000 });
      const db = executor && {
        executeSql: async (text: string, values: unknown[] = []) => ({
          rows: [...(await executor(text, values)).rows],
        }),
      };
      await boss.send(name, payload, {
        ...(db && { db }),
        ...(notBefore !== undefined && { startAfter: new Date(notBefore) }),
      });
    },
    widenUnreadMail: async ({ accountId, conversationIds }, executor) => {
      const { rows } = await executor(
        `UPDATE ${SCHEMA}.job j SET data = jsonb_set(j.data, '{conversationIds}', (SELECT jsonb_agg(id ORDER BY id) FROM (
             SELECT jsonb_array_elements_text(j.data -> 'conversationIds') AS id UNION SELECT unnest($2::text[])) ids))
           WHERE j.name = 'unread-mail' AND j.id = (SELECT w.id FROM ${SCHEMA}.job w
             WHERE w.name = 'unread-mail' AND w.state < 'active' AND w.data ->> 'accountId' = $1
             ORDER BY w.created_on, w.id LIMIT 1 FOR UPDATE)
           RETURNING j.id`,
        [accountId, conversationIds],
      );
      return rows.length > 0;
    },
    hastenPushes: async (accountId, executor) => {
      await executor(
        `UPDATE ${SCHEMA}.job SET start_after = now()
         WHERE name = 'push' AND state = 'created' AND start_after > now() AND NOT data ? 'putOff'
           AND data ->> 'accountId' = $1`,
        [accountId],
      );
    },
    nudge: () => {
      for (const id of workers) boss.notifyWorker(id);
    },
    stop: async () => {
      stopped = true;
      await starting;
      await boss.stop({ graceful: true, timeout: 2_500, close: false });
    },
  };
}
