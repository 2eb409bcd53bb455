import { parseArgs } from "node:util";
import type { Part } from "./bench.ts";
import { describeConditions } from "./conditions.ts";
import { startLoad } from "./load/load.ts";
import { catchUp } from "./parts/catch-up.ts";
import { commits } from "./parts/commits.ts";
import { connections } from "./parts/connections.ts";
import { fanOut } from "./parts/fan-out.ts";
import { flood } from "./parts/flood.ts";
import { frame } from "./parts/frame.ts";
import { history } from "./parts/history.ts";
import { latency } from "./parts/latency.ts";
import { notifications } from "./parts/notifications.ts";
import { participants } from "./parts/participants.ts";
import { sends } from "./parts/sends.ts";
import { createReport } from "./report.ts";
import { startStage } from "./stage.ts";
import { startTargets } from "./targets.ts";

const PARTS: Record<string, Part> = {
  frame,
  commits,
  sends,
  latency,
  "fan-out": fanOut,
  participants,
  flood,
  notifications,
  "catch-up": catchUp,
  connections,
  history,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    seconds: { type: "string" },
    large: { type: "string" },
    profile: { type: "string" },
  },
});
const { quick, profile } = values;
const rounds = Number(values.rounds ?? (quick ? 1 : 3));
const seconds = Number(values.seconds ?? (quick ? 2 : 5));
const large = Number(values.large ?? (quick ? 100_000 : 10_000_000));

const unknown = positionals.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. Parts: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? positionals : Object.keys(PARTS);

const report = createReport();
const stage = await startStage({ profile });
const stops: (() => Promise<unknown>)[] = [stage.stop];
try {
  for (const line of await describeConditions(stage)) console.log(line);
  console.log(`Medians of ${rounds} rounds in turn, runs of ${seconds} s; ratios within a round.`);
  const targets = await startTargets(stage);
  stops.push(targets.stop);
  const load = await startLoad();
  stops.push(load.stop);
  const bench = { stage, targets, load, report, rounds, seconds, quick, large, startStage };
  for (const name of chosen) {
    const part = PARTS[name];
    if (!part) continue;
    report.heading(part.title);
    await part.run(bench);
  }
} finally {
  for (const stop of stops.toReversed()) await stop();
}
if (report.end().wrong > 0) process.exitCode = 1;
