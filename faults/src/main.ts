/**
 * `npm run faults [-- --count N] [-- --seed S]`: so many faults, one or two at a time, done to a platform of real processes while a
 * crowd writes, and judged after each (V-09). `--only "gateway killed,NATS away"` does these kinds alone; `--sum FILE` adds up the
 * figures of a run in parts; `--planted all|N|words` plants bugs in a copy of the sources, each of which has to be caught.
 * `--mail-outage MINUTES [--mail-fails away|busy|silent|cuts]` takes the mail server away under load instead, and counts what
 * arrives once it is back (N-05).
 */
import { parseArgs } from "node:util";
import { layGroundwork, mailFailures } from "@kring/testing";
import type { Violation } from "./checker.ts";
import { addFigures } from "./figures.ts";
import { readFigures, writeFigures } from "./figures-file.ts";
import { runOutage } from "./mail-outage/outage.ts";
import { isWhole, reportOutage, wordsOf } from "./mail-outage/report.ts";
import { plantAll } from "./plant.ts";
import { type PlantedBug, plantedBugs } from "./planted.ts";
import { nameOf, report } from "./report.ts";
import { run } from "./run.ts";
import { drawSteps, type Kind, kinds } from "./sequence.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    only: { type: "string" },
    circles: { type: "string", default: "6" },
    rate: { type: "string", default: "20" },
    patience: { type: "string", default: "30" },
    removals: { type: "string", default: "2" },
    sum: { type: "string" },
    planted: { type: "string" },
    "mail-outage": { type: "string" },
    "mail-fails": { type: "string", default: "away" },
    "mail-rate": { type: "string", default: "1" },
  },
});
const seed = Number(values.seed);
const among = values.only?.split(",").map((name) => name.trim()) ?? Object.keys(kinds);
const unknown = among.filter((name) => !(name in kinds));
if (unknown.length > 0)
  throw new Error(`There is no fault called ${unknown.join(", ")}. There are:\n${Object.keys(kinds).join("\n")}`);

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

const isGood = await (values["mail-outage"] !== undefined
  ? takeMailAway(Number(values["mail-outage"]))
  : values.planted === undefined
    ? runFaults()
    : plantAll(chooseBugs(values.planted), stopping.signal));
process.exitCode = isGood ? 0 : 1;

/** All, the first so many, or those whose name has these words in it. */
function chooseBugs(wanted: string): readonly PlantedBug[] {
  if (wanted === "all") return plantedBugs;
  return /^\d+$/.test(wanted)
    ? plantedBugs.slice(0, Number(wanted))
    : plantedBugs.filter(({ name }) => name.includes(wanted));
}

async function runFaults(): Promise<boolean> {
  const steps = drawSteps(seed, Number(values.count), among as Kind[]);
  console.log(
    `Seed ${seed}: ${values.count} faults in ${steps.length} steps. Two gateways, ${values.circles} conversations, ${values.rate} acts a second; Postgres doesn't sync, since processes are killed and not the power.`,
  );
  const { groundwork, remove } = await layGroundwork();
  try {
    const figures = await run({
      groundwork,
      seed,
      steps,
      circles: Number(values.circles),
      actsPerSecond: Number(values.rate),
      patienceMs: Number(values.patience) * 1000,
      removals: Number(values.removals),
      signal: stopping.signal,
      onStep: (at, step, violations, seconds) => tell(`${at + 1}/${steps.length} ${nameOf(step)}`, violations, seconds),
      onRemovals: (without, violations, seconds) =>
        tell(
          `somebody is removed everywhere, ${without === null ? "while all is well" : "without NATS"}`,
          violations,
          seconds,
        ),
    });
    console.log(report(figures, seed));
    if (values.sum !== undefined) {
      const sum = addFigures(readFigures(values.sum), figures);
      writeFigures(values.sum, sum);
      console.log(`\nAll parts together:\n${report(sum, null)}`);
    }
    return figures.violations.size === 0 && !stopping.signal.aborted;
  } finally {
    await remove();
  }
}

function tell(what: string, violations: readonly Violation[], seconds: number): void {
  console.log(`${violations.length === 0 ? "✓" : "✗"} ${what} · ${seconds.toFixed(1)} s`);
  for (const { kind, what: found } of violations.slice(0, 20)) console.log(`    ${kind}: ${found}`);
}

async function takeMailAway(minutes: number): Promise<boolean> {
  const how = mailFailures.find((known) => known === values["mail-fails"]);
  if (how === undefined) throw new Error(`A mail server fails in one of these ways: ${mailFailures.join(", ")}`);
  const perSecond = Number(values["mail-rate"]);
  console.log(
    `The mail server ${wordsOf[how]} for ${minutes} minutes; two replicas of the api, ${perSecond} turns a second.`,
  );
  const { groundwork, remove } = await layGroundwork();
  try {
    const outage = { groundwork, how: [how], perSecond, seconds: minutes * 60, around: 15, signal: stopping.signal };
    const figures = await runOutage(outage);
    console.log(reportOutage(figures));
    return isWhole(figures);
  } finally {
    await remove();
  }
}
