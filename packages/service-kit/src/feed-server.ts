import { FeedPage, Refused, type RouteDefinition } from "@kring/domain/contract";
import { z } from "zod";
import type { HttpApp, SignedInCaller } from "./http.ts";
import type { Pool } from "./postgres.ts";
import type { Relay } from "./relay.ts";
import { mountRoute } from "./routes.ts";

const FeedQuery = z.object({
  after: z.int().optional(),
  sinceSeconds: z.int().optional(),
  /** Comma-separated. */
  types: z.string().optional(),
  waitMs: z.int(),
  limit: z.int(),
});

/** The query of a read-…-feed route, as its schema in the contract gives it. */
export type FeedQuery = z.infer<typeof FeedQuery>;

interface FeedRow {
  incarnation: string;
  head: string;
  oldest: string;
  started_after: string;
  events: {
    position: number;
    event_id: string;
    type: string;
    at: number;
    request_id: string | null;
    payload: unknown;
  }[];
}

// One statement, so that the incarnation, the head and the events belong together.
const READ = `
  WITH bounds AS (
    SELECT h.position AS head,
           COALESCE((SELECT min(position) FROM outbox WHERE position IS NOT NULL), h.position + 1) AS oldest,
           CASE WHEN $2::int IS NOT NULL THEN COALESCE(
                  (SELECT min(position) - 1 FROM outbox WHERE at >= now() - make_interval(secs => $2) AND position IS NOT NULL),
                  h.position)
                ELSE COALESCE($1::bigint,
                  (SELECT min(position) - 1 FROM outbox WHERE position IS NOT NULL), h.position) END AS started_after
    FROM outbox_head h
  )
  SELECT read_incarnation() AS incarnation, b.head, b.oldest, b.started_after,
         COALESCE((
           SELECT jsonb_agg(to_jsonb(page) ORDER BY page.position) FROM (
             SELECT o.position, o.event_id, o.type, (extract(epoch FROM o.at) * 1000)::bigint AS at, o.request_id, o.payload
             FROM outbox o
             WHERE o.position > b.started_after AND o.position <= b.head AND ($3::text[] IS NULL OR o.type = ANY ($3))
             ORDER BY o.position LIMIT $4
           ) page), '[]') AS events
  FROM bounds b`;

async function readOnce(pool: Pool, after: number | undefined, query: FeedQuery): Promise<FeedPage> {
  const types = query.types?.split(",").map((type) => type.trim()) ?? null;
  const since = after === undefined ? (query.sinceSeconds ?? null) : null;
  const { rows } = await pool.query<FeedRow>({
    name: "read-feed",
    text: READ,
    values: [after ?? null, since, types, query.limit],
  });
  const row = rows[0];
  if (!row) throw new Error("The outbox has no head: its migrations were not applied");
  const head = Number(row.head);
  const startedAfter = Number(row.started_after);
  // Older than what is kept, or from a future that a restore took away: the reader has to start again.
  if (startedAfter < Number(row.oldest) - 1 || startedAfter > head) throw new Refused("link-expired");
  const events = row.events.map((event) => ({
    id: event.event_id,
    type: event.type,
    position: event.position,
    at: event.at,
    ...(event.request_id === null ? {} : { requestId: event.request_id }),
    payload: event.payload,
  }));
  const full = events.length === query.limit;
  const position = full ? (events.at(-1)?.position ?? head) : head;
  return FeedPage.parse({ incarnation: row.incarnation, position, events });
}

/** Reads a page of this service's own feed; waits up to `waitMs` for a first event. `signal` ends the wait when the reader is gone. */
export async function readFeed(
  { pool, relay }: { pool: Pool; relay: Relay },
  query: FeedQuery,
  signal?: AbortSignal,
): Promise<FeedPage> {
  const until = performance.now() + query.waitMs;
  let woken = false;
  let wake = () => {};
  const stopListening = relay.onNumbered(() => {
    woken = true;
    wake();
  });
  try {
    let after = query.after;
    for (;;) {
      woken = false;
      const page = await readOnce(pool, after, query);
      const left = until - performance.now();
      if (page.events.length > 0 || left <= 0 || signal?.aborted) return page;
      after = page.position;
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          signal?.addEventListener("abort", wake, { once: true });
        });
      }
    }
  } finally {
    stopListening();
  }
}

/** Mounts the read-…-feed route of a service. */
export function mountFeed<Session extends SignedInCaller, Token extends SignedInCaller>(
  app: HttpApp<Session, Token>,
  definition: RouteDefinition & { response: typeof FeedPage },
  source: { pool: Pool; relay: Relay },
): void {
  mountRoute(app, definition, ({ query, response }) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    return readFeed(source, FeedQuery.parse(query), gone.signal);
  });
}
