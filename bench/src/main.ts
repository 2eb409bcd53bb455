import { cpus, totalmem } from "node:os";
import { inventCrowd } from "./crowd.ts";
import { startKring } from "./kring.ts";
import { type Run, run } from "./load.ts";
import { startObvious } from "./obvious.ts";
import type { Target } from "./target.ts";

const CONVERSATIONS = 40;
const PEOPLE = 5;
const ROUNDS = 3;
const SECONDS = 5;
const IN_FLIGHT = [1, 64, 256];

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const crowd = inventCrowd(CONVERSATIONS, PEOPLE);
const kring = await startKring(crowd, 1);
const obvious = await startObvious(kring.postgresUrl);
try {
  console.log(
    `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; load, servers and Postgres (fsync on) on one machine.`,
  );
  console.log(
    `${crowd.length} people in ${CONVERSATIONS} conversations of ${PEOPLE}; closed loop; Kring through its proxy, with all its checks; medians of ${ROUNDS} rounds of ${SECONDS} s, the two in turn.\n`,
  );
  for (const inFlight of IN_FLIGHT) await compare(inFlight);
} finally {
  await obvious.stop();
  await kring.stop();
}

/** Runs both in turn with so many messages under way, and prints one beside the other. */
async function compare(inFlight: number): Promise<void> {
  const runs = new Map<Target, Run[]>([
    [kring, []],
    [obvious, []],
  ]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [target, results] of runs) results.push(await run(target, crowd, inFlight, SECONDS));
  }
  console.log(`${inFlight} in flight`);
  for (const [target, results] of runs) {
    const lost = results.filter((result) => result.stored !== result.acknowledged).length;
    if (lost > 0) throw new Error(`${target.name}: stored and acknowledged differ in ${lost} rounds.`);
    const figure = (key: "perSecond" | "p50" | "p99") => median(results.map((result) => result[key]));
    console.log(
      `  ${target.name.padEnd(20)} ${figure("perSecond").toFixed(0).padStart(6)} stored sends/s   p50 ${figure("p50").toFixed(1)} ms   p99 ${figure("p99").toFixed(1)} ms`,
    );
  }
  const rate = (target: Target) => median((runs.get(target) ?? []).map((result) => result.perSecond));
  console.log(`  ratio ${(rate(kring) / rate(obvious)).toFixed(2)}\n`);
}
