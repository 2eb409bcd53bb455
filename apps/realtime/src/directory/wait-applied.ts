import { type AccountId, Refused, subjects } from "@kring/domain/contract";
import type { Nats, Pool } from "@kring/service-kit";
import { gather } from "../gather.ts";

/** Lets a reader see the change that they made a moment ago. */
export interface AppliedWaiter {
  /** Resolves once the event was applied; throws `not-yet` after two seconds. */
  wait(eventId: string): Promise<void>;
  /** Local news, besides what other gateways tell. */
  wake(): void;
  isActive(account: AccountId): Promise<boolean>;
  close(): void;
}

const MOST_WAIT_MS = 2_000;
const LOOK_EVERY_MS = 250;
const RETRY_AFTER_MS = 1_000;

export function createAppliedWaiter(pool: Pool, nats: Nats): AppliedWaiter {
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  const subscription = nats.subscribe(subjects.applied, wake);

  async function isApplied(eventId: string): Promise<boolean> {
    const { rowCount } = await pool.query({
      name: "is-applied",
      text: "SELECT FROM applied_event WHERE event_id = $1::uuid",
      values: [eventId],
    });
    return rowCount === 1;
  }

  async function areActive(accounts: readonly AccountId[]): Promise<boolean[]> {
    const { rows } = await pool.query<{ id: AccountId }>({
      name: "are-inactive",
      text: "SELECT id FROM account WHERE id = ANY ($1::uuid[]) AND NOT active",
      values: [accounts],
    });
    // Somebody new may not have come here yet; they can't reach anything then.
    return accounts.map((account) => !rows.some(({ id }) => id === account));
  }

  return {
    wait: async (eventId) => {
      const until = performance.now() + MOST_WAIT_MS;
      for (;;) {
        const { promise: news, resolve } = Promise.withResolvers<void>();
        // Listens before it looks: news between the two is not missed.
        waiting.add(resolve);
        const timer = setTimeout(resolve, LOOK_EVERY_MS);
        try {
          if (await isApplied(eventId)) return;
          if (performance.now() >= until) throw new Refused("not-yet", { retryAfterMs: RETRY_AFTER_MS });
          await news;
        } finally {
          clearTimeout(timer);
          waiting.delete(resolve);
        }
      }
    },
    wake,
    isActive: gather(areActive),
    close: () => subscription.close(),
  };
}
