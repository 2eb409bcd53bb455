import type { Bench, Part } from "../bench.ts";
import { inRounds, measure, medianOf, type Run, ratioOf, TEXT } from "../measure.ts";

const p50 = ({ delivery }: Run) => delivery.p50;
const p99 = ({ delivery }: Run) => delivery.p99;
const perThousand = ({ cpu, acknowledged }: Run) => (cpu / acknowledged) * 1000;

const RATES = [200, 500];
/** The rate at which the cost is compared. */
const COST_AT = 500;

/** At a pace that does not wait for the server: times count from when a message was to be sent. */
export const latency: Part = {
  title: "Delivery to 4 others, open loop: 200 people in 40 conversations of 5",
  run: async (bench) => {
    for (const perSecond of RATES) await compare(bench, perSecond);
  },
};

async function compare(bench: Bench, perSecond: number): Promise<void> {
  const { targets, report, rounds, seconds } = bench;
  const { one, two, obvious, ceiling } = targets;
  const task = { pace: { perSecond }, seconds: seconds * 2, text: TEXT };
  const compared = { one, two, obvious, ceiling };
  for (const target of Object.values(compared)) await measure(bench, target, { ...task, seconds: 1 });
  const results = await inRounds(rounds, {
    one: () => measure(bench, one, task),
    obvious: () => measure(bench, obvious, task),
    two: () => measure(bench, two, task),
    ceiling: () => measure(bench, ceiling, task),
  });

  report.line(`${perSecond} messages/s`, "delivered p50 ms", "p99 ms", "CPU s per 1,000");
  for (const key of ["one", "two", "obvious", "ceiling"] as const) {
    const figures = [
      medianOf(results[key], p50).toFixed(2),
      medianOf(results[key], p99).toFixed(1),
      medianOf(results[key], perThousand).toFixed(3),
    ];
    report.line(compared[key].name, ...figures);
  }
  const name = (what: string) => `${what}, ${perSecond}/s`;
  report.bar(name("p50 of one gateway / obvious"), { figure: ratioOf(results.one, results.obvious, p50), atMost: 1.2 });
  report.bar(name("p99 of one gateway / obvious"), { figure: ratioOf(results.one, results.obvious, p99), atMost: 1.3 });
  if (perSecond !== COST_AT) return;
  report.bar(name("CPU of one gateway / obvious"), {
    figure: ratioOf(results.one, results.obvious, perThousand),
    atMost: 1.2,
  });
  report.bar(name("CPU of two gateways / one"), {
    figure: ratioOf(results.two, results.one, perThousand),
    atMost: 1.3,
  });
}
