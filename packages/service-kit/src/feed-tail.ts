import type { z } from "zod";
import { type FeedConsumer, FeedExpired, type FeedSource, PAGE_SIZE, pullFeed, runLoop } from "./feed-client.ts";
import { selectKnown } from "./feed-events.ts";
import type { FeedCursor } from "./feed-position.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";

export interface FeedTailOptions<Event> extends FeedSource {
  feed: string;
  /** How far back to begin, at start and after the timeline changed. */
  sinceSeconds: number;
  /** The events that this process knows, such as `AccountsEvent`; other kinds are skipped and counted. */
  schema: z.ZodType<Event>;
  /** Told in order; what was told before may be told again after the timeline changed. */
  onEvents: (events: readonly Event[]) => void;
  logger: Logger;
  metrics?: Metrics;
}

/** Follows a feed by a cursor in memory; every process that runs one sees every event. `ready` is its first successful read to the end. */
export function tailFeed<Event>(options: FeedTailOptions<Event>): FeedConsumer {
  let cursor: FeedCursor | undefined;
  return runLoop(options, async (signal, caughtUp) => {
    try {
      const from = cursor ? { after: cursor.position } : { sinceSeconds: options.sinceSeconds };
      const page = await pullFeed(options, { ...from, ...(caughtUp ? {} : { waitMs: 0 }) }, signal);
      if (cursor && page.incarnation !== cursor.incarnation) {
        cursor = undefined;
        return false;
      }
      const known = selectKnown(options.schema, page.events, options);
      if (known.length > 0) options.onEvents(known);
      cursor = { incarnation: page.incarnation, position: page.position };
      return page.events.length < PAGE_SIZE;
    } catch (error) {
      if (!(error instanceof FeedExpired)) throw error;
      cursor = undefined;
      return false;
    }
  });
}
