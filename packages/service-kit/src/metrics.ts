import { createServer } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { listen, type RunningServer } from "./server.ts";

/** What both services measure. Labels never hold ids, names or addresses. */
export interface Metrics {
  /** For a service's own measures. */
  readonly registry: Registry;
  readonly httpSeconds: Histogram<"route" | "status">;
  readonly natsConnected: Gauge;
  readonly natsDropped: Counter;
  readonly feedLagSeconds: Gauge<"feed">;
  readonly skipped: Counter<"border">;
  /** Counts the connections of a pool whenever somebody asks. */
  watchPool(name: string, pool: PoolCounts): void;
}

interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const pools = new Map<string, PoolCounts>();
  new Gauge({
    name: "kring_pool_connections",
    help: "Postgres connections by state",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        this.set({ pool, state: "open" }, totalCount);
        this.set({ pool, state: "idle" }, idleCount);
        this.set({ pool, state: "waiting" }, waitingCount);
      }
    },
  });
  return {
    registry,
    httpSeconds: new Histogram({
      name: "kring_http_seconds",
      help: "Time to answer HTTP requests, by route of the contract and status",
      labelNames: ["route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    natsConnected: new Gauge({ name: "kring_nats_connected", help: "1 while connected to NATS", registers }),
    natsDropped: new Counter({
      name: "kring_nats_dropped_total",
      help: "Messages not published because NATS was away",
      registers,
    }),
    feedLagSeconds: new Gauge({
      name: "kring_feed_lag_seconds",
      help: "Time since a feed was last read to its end",
      labelNames: ["feed"],
      registers,
    }),
    skipped: new Counter({
      name: "kring_skipped_total",
      help: "What came in of a kind that this version does not know, by where it came in",
      labelNames: ["border"],
      registers,
    }),
    watchPool: (name, pool) => void pools.set(name, pool),
  };
}

/** Serves GET /metrics on a port of its own, which the proxy never routes. */
export function startMetricsServer(metrics: Metrics, address: { host: string; port: number }): Promise<RunningServer> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    metrics.registry.metrics().then(
      (body) => response.writeHead(200, { "content-type": metrics.registry.contentType }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  return listen(server, address);
}
