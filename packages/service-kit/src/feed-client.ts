import { FeedPage, REQUEST_ID_HEADER } from "@kring/domain/contract";
import { type FeedCursor, type FeedStore, isSameCursor, type StoredCursor } from "./feed-position.ts";
import { currentRequestId, type Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** How to reach the feed of another service. */
export interface FeedSource {
  /** Address of the read-…-feed route, such as http://api:3000/internal/v1/events. */
  url: string;
  /** Credential that its owner accepts. */
  token: string;
  /** Only these kinds of events; all where absent. */
  types?: readonly string[];
}

/** How long the owner may keep a request waiting for a first event; without a doorbell this is also the poll. */
const WAIT_MS = 1_000;
const TIMEOUT_MS = 4_000;
/** After a page of what just happened a consumer rests this many times as long as the page took: what comes meanwhile is one page. */
const REST_TIMES = 2;
const MOST_REST_MS = 250;
/** How often a snapshot is loaded for what this version knows and another skipped. */
const LEARN_EVERY_MS = 60_000;
export const PAGE_SIZE = 200;

/** The cursor is older than what the owner keeps. */
export class FeedExpired extends Error {}

/** Reads one page. Throws `FeedExpired` on 410. */
export async function pullFeed(
  source: FeedSource,
  from: { after?: number; sinceSeconds?: number; waitMs?: number },
  signal?: AbortSignal,
): Promise<FeedPage> {
  const url = new URL(source.url);
  for (const [name, value] of Object.entries({ waitMs: WAIT_MS, limit: PAGE_SIZE, ...from }))
    url.searchParams.set(name, String(value));
  if (source.types) url.searchParams.set("types", source.types.join(","));
  const requestId = currentRequestId();
  const timeout = AbortSignal.timeout(TIMEOUT_MS + (from.waitMs ?? WAIT_MS));
  const response = await fetch(url, {
    headers: {
      authorization: `Bearer ${source.token}`,
      ...(requestId === undefined ? {} : { [REQUEST_ID_HEADER]: requestId }),
    },
    redirect: "error",
    signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
  });
  if (response.status === 410) {
    await response.body?.cancel();
    throw new FeedExpired("The feed no longer keeps what comes after this position");
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`The feed answered with status ${response.status}`);
  }
  return FeedPage.parse(await response.json());
}

export interface FeedConsumerOptions extends FeedSource {
  /** Name of the feed, for logs and metrics. */
  feed: string;
  store: FeedStore;
  /**
   * Loads the whole state and writes the cursor that it stands for, in one transaction. Called at first, whenever the cursor is void, and
   * where this version knows kinds that one before it skipped: those it makes good. `from` is the cursor that it takes the place of.
   */
  rebuild: (from: StoredCursor | undefined, madeGood: readonly string[]) => Promise<void>;
  /** There is no state to load: what was skipped is read again and applied late. A rebuild leaves all of it behind. */
  readsAgain?: boolean;
  /** Told after each page that this process applied, and after each rebuild. */
  onApplied?: () => void;
  logger: Logger;
  metrics?: Metrics;
}

/** A pull loop that never gives up. */
export interface FeedConsumer {
  /** Resolves once the feed was first read to its end. */
  readonly ready: Promise<void>;
  /** When the owner last answered, by `performance.now()`: clocks of days may be set. */
  readonly lastContactAt: number | undefined;
  /** When the feed was last read to its end, by the same clock. */
  readonly caughtUpAt: number | undefined;
  /** Whether the end of the feed was reached by the last page. */
  readonly caughtUp: boolean;
  stop(): Promise<void>;
}

/** Applies a feed page by page; any number of replicas may run it, one at a time applies. */
export function startFeedConsumer(options: FeedConsumerOptions): FeedConsumer {
  const { store, rebuild, onApplied, readsAgain = false } = options;
  let rebuilt = false;
  let learnedAt = Number.NEGATIVE_INFINITY;
  return runLoop(options, async (signal, caughtUp) => {
    const cursor = await store.read();
    if (!cursor) return startOver(cursor);
    const learned = store.learned(cursor);
    if (learned.length > 0 && readsAgain) return readAgain(cursor, learned);
    // While an older version still runs it may skip more at any time.
    if (learned.length > 0 && performance.now() - learnedAt > LEARN_EVERY_MS) {
      learnedAt = performance.now();
      return startOver(cursor, learned);
    }
    const from = { after: cursor.position, ...(caughtUp ? {} : { waitMs: 0 }) };
    const page = await pullFeed(options, from, signal).catch((error: unknown) => {
      if (error instanceof FeedExpired) return undefined;
      throw error;
    });
    if (page?.incarnation !== cursor.incarnation) return startOver(cursor);
    rebuilt = false;
    const atEnd = page.events.length < PAGE_SIZE;
    if (page.position > cursor.position) {
      const to: FeedCursor = { incarnation: page.incarnation, position: page.position };
      const since = performance.now();
      if (await store.apply(cursor, to, page.events)) onApplied?.();
      const took = performance.now() - since;
      if (atEnd) await pause(Math.min(took * REST_TIMES, MOST_REST_MS), signal);
    }
    return atEnd;

    async function startOver(from: StoredCursor | undefined, learned: readonly string[] = []): Promise<boolean> {
      // Twice in a row means that the snapshot does not fit the feed; the error makes the next attempt wait.
      if (rebuilt) {
        rebuilt = false;
        throw new Error("The snapshot that was just loaded does not fit the feed");
      }
      rebuilt = true;
      await store.alone(async () => {
        // Another replica did it while this one waited.
        if (!isSameCursor(await store.read(), from)) return;
        options.logger.info({ feed: options.feed, learned }, "starting over from a snapshot");
        await rebuild(from, readsAgain ? Object.keys(from?.skipped ?? {}) : learned);
      });
      onApplied?.();
      return false;
    }

    /** A page of what was skipped; what is behind the cursor comes in its turn. */
    async function readAgain(from: StoredCursor, kinds: string[]): Promise<boolean> {
      const firstOf = (kind: string): number => from.skipped[kind] ?? 0;
      const source = { ...options, types: kinds };
      const page = await pullFeed(source, { after: Math.min(...kinds.map(firstOf)) - 1, waitMs: 0 }, signal).catch(
        (error: unknown) => {
          if (!(error instanceof FeedExpired)) throw error;
          options.logger.warn({ feed: options.feed }, "of what was skipped some is no longer kept");
          return pullFeed(source, { waitMs: 0 }, signal);
        },
      );
      if (page.incarnation !== from.incarnation) return startOver(from);
      const events = page.events.filter(({ type, position }) => position >= firstOf(type) && position <= from.position);
      const to = { kinds, ...(page.position < from.position ? { next: page.position + 1 } : {}) };
      if (await store.makeGood(from, events, to)) onApplied?.();
      return false;
    }
  });
}

/** Runs `step` (true: the end was reached) until stopped; after an error it waits, longer each time. */
export function runLoop(
  { feed, logger, metrics }: { feed: string; logger: Logger; metrics?: Metrics | undefined },
  step: (signal: AbortSignal, caughtUp: boolean) => Promise<boolean>,
): FeedConsumer {
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  let lastContactAt: number | undefined;
  const startedAt = performance.now();
  let caughtUpAt: number | undefined;
  let caughtUp = false;
  let failures = 0;

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        caughtUp = await step(stopping.signal, caughtUp);
        lastContactAt = performance.now();
        if (failures > 0) logger.info({ feed }, "the feed is back");
        failures = 0;
        if (caughtUp) {
          caughtUpAt = lastContactAt;
          first.resolve();
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (failures % 30 === 0) logger.warn({ err: error, feed, failures }, "the feed can't be read or applied");
        failures += 1;
        await pause(Math.min(2_000, 100 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random()), stopping.signal);
      }
      metrics?.feedLagSeconds.set({ feed }, (performance.now() - (caughtUpAt ?? startedAt)) / 1000);
    }
  }

  const ended = loop();
  return {
    ready: first.promise,
    get lastContactAt() {
      return lastContactAt;
    },
    get caughtUpAt() {
      return caughtUpAt;
    },
    get caughtUp() {
      return caughtUp;
    },
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
