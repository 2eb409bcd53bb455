import type { Part } from "../bench.ts";
import { inRounds, measure, medianOf, type Run, ratioOf, TEXT } from "../measure.ts";

const PEOPLE = 200;
/** So many in each conversation, and so many messages a second, that everything is at work and nothing is late. */
const SIZES = [
  { people: 2, perSecond: 300 },
  { people: 5, perSecond: 200 },
  { people: 20, perSecond: 100 },
  { people: 200, perSecond: 20 },
];

const perDelivery = ({ cpu, delivered }: Run) => (cpu / delivered) * 1e6;

/** What one delivery costs as conversations grow. */
export const participants: Part = {
  title: "CPU per delivery by participants, one gateway: 200 people",
  run: async (bench) => {
    const { targets, report, rounds, seconds } = bench;
    const results = await inRounds(
      rounds,
      Object.fromEntries(
        SIZES.map(({ people, perSecond }) => [
          people,
          () =>
            measure(
              bench,
              targets.one,
              { pace: { perSecond }, seconds, text: TEXT },
              { conversations: PEOPLE / people, people },
            ),
        ]),
      ),
    );
    report.line("", "CPU µs per delivery", "delivered p50 ms", "p99 ms");
    for (const { people, perSecond } of SIZES) {
      const runs = results[people] ?? [];
      report.line(
        `${people} in each, ${perSecond} messages/s`,
        medianOf(runs, perDelivery).toFixed(0),
        medianOf(runs, ({ delivery }) => delivery.p50).toFixed(2),
        medianOf(runs, ({ delivery }) => delivery.p99).toFixed(1),
      );
    }
    const figure = ratioOf(results[200] ?? [], results[2] ?? [], perDelivery);
    report.bar("CPU per delivery at 200 / at 2", { figure, atMost: 0.5 });
  },
};
