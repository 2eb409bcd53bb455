import { performance } from "node:perf_hooks";
import type { Socket } from "socket.io-client";
import type { Writer } from "./crowd.ts";
import type { Target } from "./target.ts";

/** What one run gave. Latency is from the call to the acknowledgement. */
export interface Run {
  perSecond: number;
  p50: number;
  p99: number;
  acknowledged: number;
  stored: number;
}

const TEXT =
  "Vannacht een keer wakker, na een halfuur weer in slaap. Vanmorgen buiten gelopen, dat hielp meer dan ik dacht. ";

/** Keeps `inFlight` messages under way for so many seconds, by writers in turn (closed loop). */
export async function run(target: Target, crowd: readonly Writer[], inFlight: number, seconds: number): Promise<Run> {
  const connected: { writer: Writer; socket: Socket }[] = [];
  for (const writer of crowd) connected.push({ writer, socket: await target.connect(writer) });
  const before = await target.countStored();
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let turn = 0;

  async function keepOneUnderWay(): Promise<void> {
    while (performance.now() < end) {
      const next = connected[turn++ % connected.length];
      if (!next) return;
      const from = performance.now();
      await target.say(next.socket, next.writer, TEXT);
      latencies.push(performance.now() - from);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, keepOneUnderWay));

  const took = (performance.now() - start) / 1000;
  const stored = (await target.countStored()) - before;
  for (const { socket } of connected) socket.disconnect();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: latencies.length / took, p50: at(0.5), p99: at(0.99), acknowledged: latencies.length, stored };
}
