import type { Part } from "../bench.ts";
import { atMostEach, inRounds, measure, medianOf, type Run, TEXT } from "../measure.ts";

const perSecond = ({ delivered, seconds }: Run) => delivered / seconds;

/** What the network and a library can do when nothing is stored and nobody is asked who they are. */
export const fanOut: Part = {
  title: "Fan-out, 64 messages in flight: 200 people in 40 conversations of 5",
  run: async (bench) => {
    const { targets, report, rounds } = bench;
    const { one, raw, bare } = targets;
    const task = { ...atMostEach(64, bench.seconds), text: TEXT };
    for (const target of [one, raw, bare]) await measure(bench, target, { ...task, seconds: 1 });
    const results = await inRounds(rounds, {
      one: () => measure(bench, one, task),
      raw: () => measure(bench, raw, task),
      bare: () => measure(bench, bare, task),
    });
    report.line("", "deliveries/s", "CPU µs per delivery");
    for (const [target, runs] of [
      [one, results.one],
      [raw, results.raw],
      [bare, results.bare],
    ] as const) {
      const cost = medianOf(runs, ({ cpu, delivered }) => (cpu / delivered) * 1e6);
      report.line(target.name, medianOf(runs, perSecond).toFixed(0), cost.toFixed(1));
    }
  },
};
