import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Part } from "../bench.ts";
import { inventCrowd } from "../crowd.ts";
import { collectGarbage } from "../inspector.ts";
import { inRounds, medianOf, ratioOf } from "../measure.ts";
import { residentBytes } from "../processes.ts";
import { startServer } from "../servers/start-server.ts";
import type { Gateway } from "../stage.ts";
import { kringTarget, roomTarget, type Target } from "../targets.ts";

const PEOPLE_EACH = 5;
const AT_ONCE = 64;
const WARM_UP = 200;
/** So that nothing that only came with connecting is still under way. */
const SETTLE_MS = 2_000;

interface Connected {
  perSecond: number;
  bytesEach: number;
}

/** What it takes to connect, and what a connection takes that does nothing; each server is fresh. */
export const connections: Part = {
  title: "Connections, authenticated and idle",
  run: async (bench) => {
    const { stage, report, quick } = bench;
    const count = quick ? 1_000 : 5_000;
    const results = await inRounds(bench.rounds, {
      kring: async () => {
        const gateway = await stage.startGateway({ inspected: true });
        return connectAndRest(bench, kringTarget(stage, "Kring", [gateway]), gateway, count);
      },
      raw: async () => {
        const server = await startServer("raw", { inspected: true });
        return connectAndRest(bench, roomTarget(stage, "raw Socket.IO", server), server, count);
      },
    });
    report.line(`${count} connections`, "connects/s", "KB each");
    for (const [name, runs] of [
      ["Kring, one gateway", results.kring],
      ["raw Socket.IO", results.raw],
    ] as const) {
      report.line(name, medianOf(runs, perSecond).toFixed(0), (medianOf(runs, bytesEach) / 1024).toFixed(1));
    }
    report.bar("memory of a connection / raw Socket.IO's", {
      figure: ratioOf(results.kring, results.raw, bytesEach),
      atMost: 1.5,
    });
    report.bar("connects per second / raw Socket.IO's", {
      figure: ratioOf(results.kring, results.raw, perSecond),
      atLeast: 0.5,
    });
  },
};

const perSecond = (connected: Connected) => connected.perSecond;
const bytesEach = (connected: Connected) => connected.bytesEach;

async function connectAndRest(
  { load }: Bench,
  { place, admit }: Target,
  server: Pick<Gateway, "pid" | "inspectorPort" | "stop">,
  count: number,
): Promise<Connected> {
  const rest = async () => {
    await sleep(SETTLE_MS);
    if (server.inspectorPort !== undefined) await collectGarbage(server.inspectorPort);
    return residentBytes(server.pid());
  };
  try {
    await load.tell("connect", {
      place,
      people: await admit(inventCrowd(WARM_UP / PEOPLE_EACH, PEOPLE_EACH)),
      atOnce: AT_ONCE,
    });
    await load.tell("disconnect", null);
    const people = await admit(inventCrowd(count / PEOPLE_EACH, PEOPLE_EACH));
    const before = await rest();
    const { seconds } = await load.tell("connect", { place, people, atOnce: AT_ONCE });
    const after = await rest();
    await load.tell("disconnect", null);
    return { perSecond: count / seconds, bytesEach: (after - before) / count };
  } finally {
    await server.stop();
  }
}
