import { ConversationsEvent } from "@kring/domain/contract";
import {
  createFeedStore,
  type FeedConsumer,
  inTransaction,
  pgExecutor,
  pullFeed,
  startFeedConsumer,
  writeRebuiltCursor,
} from "@kring/service-kit";
import type { Deps } from "../deps.ts";
import { tellOfConversation } from "./tell-of-conversation.ts";

const FEED = "conversations";

/** Follows the conversations service: what it tells reaches inboxes, tasks and the log. */
export function followConversations(deps: Omit<Deps, "auth" | "relay" | "limiter" | "signToken">): FeedConsumer {
  const { config, database, logger, metrics } = deps;
  const { pool } = database;
  const source = { url: `${config.realtime.url}/internal/v1/events`, token: config.realtime.token };
  let later: (() => void)[] = [];

  const store = createFeedStore({
    pool,
    feed: FEED,
    schema: ConversationsEvent,
    logger,
    metrics,
    apply: async (client, events) => {
      later = [];
      const change = { executor: pgExecutor(client), afterCommit: (run: () => void) => later.push(run) };
      for (const event of events) await tellOfConversation(deps, change, event);
    },
  });

  return startFeedConsumer({
    ...source,
    feed: FEED,
    store,
    logger,
    metrics,
    // What happened before this service listened is no news any more.
    readsAgain: true,
    rebuild: async (from, madeGood) => {
      const { incarnation, position } = await pullFeed(source, { sinceSeconds: 1, waitMs: 0 });
      await inTransaction(pool, (client) =>
        writeRebuiltCursor(pgExecutor(client), FEED, { incarnation, position }, { from, madeGood }),
      );
    },
    onApplied: () => {
      const due = later;
      later = [];
      for (const run of due) run();
    },
  });
}
