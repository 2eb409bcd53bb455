import type { Logger, Pool } from "@kring/service-kit";
import { chainLines, hasUnchained } from "./chain-store.ts";

const BATCH = 1_000;
const EVERY_MS = 1_000;

export interface Chaining {
  /** Call after a commit that wrote a line. */
  nudge(): void;
  stop(): Promise<void>;
}

/** Puts committed lines into the hash chain; any number of replicas may run it. */
export function startChaining({ pool, logger }: { pool: Pool; logger: Logger }): Chaining {
  let wanted = false;
  let stopped = false;
  let running: Promise<void> | undefined;

  async function chainAll(): Promise<void> {
    if (!(await hasUnchained(pool))) return;
    while (!stopped && (await chainLines(pool, BATCH)) === BATCH);
  }

  async function drain(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      await chainAll().catch((error: unknown) => logger.warn({ err: error }, "log lines could not be chained"));
    }
    wanted = false;
  }

  function nudge(): void {
    if (stopped) return;
    wanted = true;
    running ??= drain().finally(() => {
      running = undefined;
      if (wanted) nudge();
    });
  }

  const tick = setInterval(nudge, EVERY_MS);
  nudge();
  return {
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(tick);
      await running;
    },
  };
}
