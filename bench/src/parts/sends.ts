import type { Bench, Part } from "../bench.ts";
import { atMostEach, inRounds, measure, medianOf, type Run, ratioOf, TEXT } from "../measure.ts";

const perSecond = ({ acknowledged, seconds }: Run) => acknowledged / seconds;

const LEVELS = [
  { inFlight: 64, obvious: 1.5 },
  { inFlight: 256, obvious: 2 },
];
const CEILING = 0.8;
/** Runs are short. */
const MORE_ROUNDS = 4;

/** As much as goes through: so many messages are always under way. */
export const sends: Part = {
  title: "Durable sends, closed loop: 200 people in 40 conversations of 5",
  run: async (bench) => {
    for (const level of LEVELS) await compare(bench, level);
  },
};

async function compare(bench: Bench, { inFlight, obvious }: (typeof LEVELS)[number]): Promise<void> {
  const { targets, report, rounds } = bench;
  const { one, two, obvious: plain, ceiling } = targets;
  const task = { ...atMostEach(inFlight, bench.seconds), text: TEXT };
  const compared = { one, two, plain, ceiling };
  for (const target of Object.values(compared)) await measure(bench, target, { ...task, seconds: 1 });
  const results = await inRounds(rounds * MORE_ROUNDS, {
    one: () => measure(bench, one, task),
    plain: () => measure(bench, plain, task),
    ceiling: () => measure(bench, ceiling, task),
    two: () => measure(bench, two, task),
  });

  report.line(`${inFlight} in flight`, "stored sends/s", "acknowledged p50 ms", "p99 ms", "CPU s per 1,000");
  for (const key of ["one", "two", "plain", "ceiling"] as const) {
    report.line(
      compared[key].name,
      medianOf(results[key], perSecond).toFixed(0),
      medianOf(results[key], ({ acknowledgement }) => acknowledgement.p50).toFixed(1),
      medianOf(results[key], ({ acknowledgement }) => acknowledgement.p99).toFixed(1),
      medianOf(results[key], ({ cpu, acknowledged }) => (cpu / acknowledged) * 1000).toFixed(3),
    );
  }
  const name = (other: string) => `sends/s of one gateway / ${other}, ${inFlight} in flight`;
  report.bar(name("obvious"), { figure: ratioOf(results.one, results.plain, perSecond), atLeast: obvious });
  report.bar(name("ceiling"), { figure: ratioOf(results.one, results.ceiling, perSecond), atLeast: CEILING });
}
