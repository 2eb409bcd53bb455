import type { AnyEvent } from "@kring/domain/contract";
import { type FeedConsumer, FeedExpired, type FeedSource, pullFeed, runLoop } from "./feed-client.ts";
import type { FeedCursor } from "./feed-position.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";

export interface FeedTailOptions extends FeedSource {
  feed: string;
  /** How far back to begin, at start and after the timeline changed. */
  sinceSeconds: number;
  /** Told in order; what was told before may be told again after the timeline changed. */
  onEvents: (events: readonly AnyEvent[]) => void;
  logger: Logger;
  metrics?: Metrics;
}

/** Follows a feed by a cursor in memory; every process that runs one sees every event. `ready` is its first successful read to the end. */
export function tailFeed(options: FeedTailOptions): FeedConsumer {
  let cursor: FeedCursor | undefined;
  return runLoop(options, async (signal) => {
    try {
      const from = cursor ? { after: cursor.position } : { sinceSeconds: options.sinceSeconds, waitMs: 0 };
      const page = await pullFeed(options, from, signal);
      if (cursor && page.incarnation !== cursor.incarnation) {
        cursor = undefined;
        return false;
      }
      if (page.events.length > 0) options.onEvents(page.events);
      cursor = { incarnation: page.incarnation, position: page.position };
      return page.events.length === 0;
    } catch (error) {
      if (!(error instanceof FeedExpired)) throw error;
      cursor = undefined;
      return false;
    }
  });
}
