import type { Bench } from "./bench.ts";
import { inventCrowd } from "./crowd.ts";
import { median } from "./figures.ts";
import type { Outcome, Task } from "./load/runs.ts";
import { cpuSeconds } from "./processes.ts";
import type { Target } from "./targets.ts";

/** What one run gave, and the processor seconds that all processes of the target took for it. */
export type Run = Outcome & { cpu: number };

interface Crowd {
  conversations: number;
  people: number;
}

const USUAL: Crowd = { conversations: 40, people: 5 };

export const TEXT =
  "Vannacht een keer wakker, na een halfuur weer in slaap. Vanmorgen buiten gelopen, dat hielp meer dan ik dacht.";

const CONNECTS_AT_ONCE = 20;

/** Less than an account may send at once: whoever is fast is not refused. */
const MOST_EACH = 55;
/** A closed loop that is over before anybody reaches their limit. */
export const atMostEach = (inFlight: number, seconds: number): Omit<Task, "text"> => ({
  pace: { inFlight, mostEach: MOST_EACH },
  seconds,
});

/** Runs a task with people who have never been there: nobody's limits are used up by an earlier run. */
export async function measure({ load, report }: Bench, target: Target, task: Task, crowd = USUAL): Promise<Run> {
  const people = await target.admit(inventCrowd(crowd.conversations, crowd.people));
  await load.tell("connect", { place: target.place, people, atOnce: CONNECTS_AT_ONCE });
  const before = cpuSeconds(target.pids());
  const outcome = await load.tell("run", task);
  const cpu = cpuSeconds(target.pids()) - before;
  await load.tell("disconnect", null);

  const { acknowledged, refused, sent, delivered, expected } = outcome;
  const stored = await target.countStored?.([...new Set(people.map(({ conversation }) => conversation))]);
  const where = `${target.name}, ${JSON.stringify(task.pace)}`;
  report.check(
    acknowledged === sent,
    `${where}: sent ${sent}, acknowledged ${acknowledged} ${JSON.stringify(refused)}`,
  );
  report.check(
    stored === undefined || stored === acknowledged,
    `${where}: acknowledged ${acknowledged}, stored ${stored}`,
  );
  report.check(delivered === expected, `${where}: delivered ${delivered} of ${expected}`);
  return { ...outcome, cpu };
}

/** Runs all in turn, a round at a time, so that what the machine does meanwhile meets each of them. */
export async function inRounds<Key extends string, Result>(
  rounds: number,
  runs: Record<Key, () => Promise<Result>>,
): Promise<Record<Key, Result[]>> {
  const keys = Object.keys(runs) as Key[];
  const results = Object.fromEntries(keys.map((key) => [key, [] as Result[]])) as Record<Key, Result[]>;
  for (let round = 0; round < rounds; round++) {
    for (const key of keys) results[key].push(await runs[key]());
  }
  return results;
}

export const medianOf = <Result>(results: readonly Result[], figure: (result: Result) => number): number =>
  median(results.map(figure));

/** The median of the ratios within each round. */
export const ratioOf = <Result>(
  a: readonly Result[],
  b: readonly Result[],
  figure: (result: Result) => number,
): number => median(a.map((result, round) => figure(result) / figure(b[round] as Result)));
