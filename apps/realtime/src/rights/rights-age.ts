import { Refused } from "@kring/domain/contract";
import type { FeedConsumer, Logger, Metrics } from "@kring/service-kit";
import { Gauge } from "prom-client";

/** What this gateway follows of the accounts service, as far as it says who may what. */
type Followed = Pick<FeedConsumer, "ready" | "caughtUpAt">;

interface RightsAgeDeps {
  /** Who is signed in, and who is tied to whom. */
  followed: readonly Followed[];
  logger: Logger;
  metrics: Metrics;
  /** They have become too old: nobody may be served any longer. */
  onOver(): void;
}

/** How old what this gateway knows of sessions and ties is. It is served from for a while; then the gateway is closed, until it knows again. */
interface RightsAge {
  /** Resolves once all was read to its end for the first time. */
  readonly ready: Promise<void>;
  /** Never read to the end, or too long ago. */
  readonly over: boolean;
  /** Throws `unavailable` when it is over. */
  demand(): void;
  stop(): void;
}

/** As long as expired tokens are honoured while nobody can be asked. */
const RIGHTS_LAST_MS = 30 * 60_000;
const LOOK_EVERY_MS = 1_000;
const RETRY_AFTER_MS = 1_000;

export function watchRights({ followed, logger, metrics, onOver }: RightsAgeDeps): RightsAge {
  const startedAt = performance.now();
  let wasOver = true;

  /** By a clock that nobody sets. */
  const age = (): number => performance.now() - Math.min(...followed.map(({ caughtUpAt }) => caughtUpAt ?? startedAt));
  const isOver = (): boolean => followed.some(({ caughtUpAt }) => caughtUpAt === undefined) || age() > RIGHTS_LAST_MS;

  new Gauge({
    name: "kring_rights_age_seconds",
    help: "Time since all that says who may what was last read to its end; above 1800 the gateway serves nobody",
    registers: [metrics.registry],
    collect() {
      this.set(age() / 1000);
    },
  });

  function look(): void {
    const over = isOver();
    if (over && !wasOver) logger.error("what is known of sessions and ties is too old: nobody is served");
    if (!over && wasOver) logger.info("sessions and ties are known");
    wasOver = over;
    // Each time, so that nobody stays who came in meanwhile.
    if (over) onOver();
  }
  const timer = setInterval(look, LOOK_EVERY_MS);

  return {
    ready: Promise.all(followed.map(({ ready }) => ready)).then(() => {}),
    get over() {
      return isOver();
    },
    demand: () => {
      if (isOver()) throw new Refused("unavailable", { retryAfterMs: RETRY_AFTER_MS });
    },
    stop: () => clearInterval(timer),
  };
}
