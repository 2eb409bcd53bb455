import type { Metrics } from "@kring/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";

export interface GatewayMetrics {
  readonly messages: Counter;
  readonly batchSize: Histogram;
  readonly commitSeconds: Histogram;
  readonly repairs: Counter;
  readonly slowSockets: Counter;
}

/** What a gateway measures; labels hold no ids. */
export function createGatewayMetrics(
  { registry }: Metrics,
  now: { sockets(): number; channels(): number },
): GatewayMetrics {
  const registers = [registry];
  new Gauge({
    name: "kring_sockets",
    help: "Connections at this gateway",
    registers,
    collect() {
      this.set(now.sockets());
    },
  });
  new Gauge({
    name: "kring_channels",
    help: "Conversations that this gateway has connections for",
    registers,
    collect() {
      this.set(now.channels());
    },
  });
  return {
    messages: new Counter({ name: "kring_messages_total", help: "Messages stored by this gateway", registers }),
    batchSize: new Histogram({
      name: "kring_batch_messages",
      help: "Messages that shared a commit",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
    commitSeconds: new Histogram({
      name: "kring_commit_seconds",
      help: "Time to store a batch of messages",
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    repairs: new Counter({
      name: "kring_gap_repairs_total",
      help: "Times that entries had to be read because frames stayed away",
      registers,
    }),
    slowSockets: new Counter({
      name: "kring_slow_sockets_total",
      help: "Connections that were cut because they could not keep up",
      registers,
    }),
  };
}
