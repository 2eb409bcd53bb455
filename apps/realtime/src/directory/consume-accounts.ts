import { AccountsEvent, type AnyEvent } from "@kring/domain/contract";
import {
  createFeedStore,
  type FeedConsumer,
  type FeedCursor,
  type FeedStore,
  inTransaction,
  type Logger,
  type Metrics,
  noteSkippedKinds,
  type Pool,
  type PoolClient,
  pgExecutor,
  type StoredCursor,
  selectKnown,
  startFeedConsumer,
  writeRebuiltCursor,
} from "@kring/service-kit";
import { type AccountsSource, knowsWord } from "./accounts-source.ts";
import { type Applied, applyFacts, applySnapshot, idsOf } from "./apply-facts.ts";
import { createDirectoryStore } from "./directory.store.ts";

export interface ConsumerDeps {
  pool: Pool;
  source: AccountsSource;
  logger: Logger;
  metrics?: Metrics;
  /** After the commit. */
  onApplied(applied: Applied): void;
}

const FEED = "accounts";
const KEEP_APPLIED = "2 days";

/** Follows the accounts service; any number of gateways may, one at a time applies. */
export function consumeAccounts(deps: ConsumerDeps): FeedConsumer {
  const { pool, source, logger, metrics } = deps;
  const measured = metrics ? { metrics } : {};
  const report = { feed: FEED, logger, ...measured };

  const storeWith = (apply: (client: PoolClient, known: readonly AccountsEvent[]) => Promise<void>): FeedStore =>
    createFeedStore({ ...report, pool, schema: AccountsEvent, knowsWord, apply });

  async function applyPage(from: StoredCursor, to: FeedCursor, events: readonly AnyEvent[]): Promise<boolean> {
    // Asked before the transaction: it says what is so after these events, and no lock waits for another service.
    const { accounts, links } = idsOf(selectKnown(AccountsEvent, events, { feed: FEED, logger }));
    const records = await source.readRecords(accounts, links);
    let applied: Applied | undefined;
    const store = storeWith(async (client, known) => {
      applied = await applyFacts(client, known, records);
      await noteSkippedKinds(pgExecutor(client), FEED, [...new Set(records.unknownWords)]);
      await createDirectoryStore(client).noteApplied(events.map(({ id }) => id));
    });
    const won = await store.apply(from, to, events);
    if (won && applied) deps.onApplied(applied);
    return won;
  }

  async function rebuild(from: StoredCursor | undefined, madeGood: readonly string[]): Promise<void> {
    const snapshot = await source.readSnapshot();
    const recent = await source.readRecentEventIds(snapshot.position);
    const applied = await inTransaction(pool, async (client) => {
      // First, so that a page that another gateway is about to apply finds the cursor moved.
      await writeRebuiltCursor(pgExecutor(client), FEED, snapshot, { from, madeGood });
      await noteSkippedKinds(pgExecutor(client), FEED, snapshot.unknownWords);
      const last = snapshot.lastEventId === null ? [] : [snapshot.lastEventId];
      await createDirectoryStore(client).noteApplied([...new Set([...recent, ...last])]);
      return applySnapshot(client, snapshot);
    });
    deps.onApplied(applied);
  }

  const prune = () =>
    pool
      .query(`DELETE FROM applied_event WHERE applied_at < now() - interval '${KEEP_APPLIED}'`)
      .catch((error: unknown) => logger.warn({ err: error }, "old applied events were not removed"));
  const hourly = setInterval(prune, 3_600_000);

  const consumer = startFeedConsumer({
    ...source.feed,
    ...report,
    store: { ...storeWith(async () => {}), apply: applyPage },
    rebuild,
  });
  return {
    ready: consumer.ready,
    get lastContactAt() {
      return consumer.lastContactAt;
    },
    get caughtUpAt() {
      return consumer.caughtUpAt;
    },
    get caughtUp() {
      return consumer.caughtUp;
    },
    stop: () => {
      clearInterval(hourly);
      return consumer.stop();
    },
  };
}
