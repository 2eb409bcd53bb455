import type { Logger } from "./log.ts";
import type { Nats } from "./nats.ts";
import type { Pool } from "./postgres.ts";

export interface RelayOptions {
  pool: Pool;
  nats: Nats;
  /** Doorbell of this feed: rung after numbering, heard from other replicas. */
  subject: string;
  logger: Logger;
  /** How often to look without being told; 1 s. */
  everyMs?: number;
  /** 30 days. */
  keepDays?: number;
}

export interface Relay {
  /** Call after a commit that appended an event. */
  nudge(): void;
  /** Tells that the feed has come further, by whichever replica. Returns a function that stops telling. */
  onNumbered(listener: () => void): () => void;
  stop(): Promise<void>;
}

const BATCH = 1_000;

/** Gives gap-free positions to committed events; any number of replicas may run one. */
export function startRelay({ pool, nats, subject, logger, everyMs = 1_000, keepDays = 30 }: RelayOptions): Relay {
  const listeners = new Set<() => void>();
  let head = -1;
  let wanted = false;
  let running: Promise<void> | undefined;
  let stopped = false;

  const announce = () => {
    for (const listener of listeners) listener();
  };

  async function numberAll(): Promise<void> {
    for (let numbered = BATCH; numbered === BATCH; ) {
      const { rows } = await pool.query<{ numbered: number; position: string }>({
        name: "number-events",
        // Asked first, so that an idle relay takes no lock.
        text: `SELECT CASE WHEN EXISTS (SELECT FROM outbox WHERE position IS NULL) THEN number_events() ELSE 0 END AS numbered,
                      outbox_position() AS position`,
      });
      numbered = rows[0]?.numbered ?? 0;
      const position = Number(rows[0]?.position ?? 0);
      if (numbered > 0) nats.publish(subject, '{"v":1}');
      if (numbered > 0 || position !== head) announce();
      head = position;
    }
  }

  function nudge(): void {
    if (stopped) return;
    wanted = true;
    running ??= drain().finally(() => {
      running = undefined;
      if (wanted) nudge();
    });
  }

  async function drain(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      await numberAll().catch((error: unknown) => logger.warn({ err: error }, "events could not be numbered"));
    }
    wanted = false;
  }

  async function prune(): Promise<void> {
    const { rowCount } = await pool.query({
      text: `DELETE FROM outbox WHERE position < COALESCE(
               (SELECT min(position) FROM outbox WHERE position IS NOT NULL AND at >= now() - make_interval(days => $1)),
               outbox_position())`,
      values: [keepDays],
    });
    if (rowCount) logger.info({ events: rowCount }, "old events removed");
  }

  const runPrune = () => prune().catch((error: unknown) => logger.warn({ err: error }, "old events were not removed"));
  const doorbell = nats.subscribe(subject, nudge);
  const tick = setInterval(nudge, everyMs);
  const hourly = setInterval(runPrune, 3_600_000);
  nudge();
  void runPrune();

  return {
    nudge,
    onNumbered: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      stopped = true;
      clearInterval(tick);
      clearInterval(hourly);
      doorbell.close();
      await running;
      announce();
    },
  };
}
