import type { Bench, Part } from "../bench.ts";
import { inventCrowd } from "../crowd.ts";
import { startLoad } from "../load/load.ts";
import { inRounds, measure, medianOf, type Run, ratioOf, TEXT } from "../measure.ts";

const RATE = 200;
const FLOOD = { connections: 10, perSecond: 2_000 };
/** The flood is there before what is measured, and after. */
const MARGIN_SECONDS = 3;

const p99 = ({ delivery }: Run) => delivery.p99;

/** What others notice of an account that floods. */
export const flood: Part = {
  title: `A flood of ${FLOOD.perSecond} sends/s by one account over ${FLOOD.connections} connections; the others send ${RATE}/s`,
  run: async (bench) => {
    const { targets, report, rounds, seconds } = bench;
    const calm = () => measure(bench, targets.one, { pace: { perSecond: RATE }, seconds: seconds * 2, text: TEXT });
    await calm();
    const results = await inRounds(rounds, { calm, flooded: () => underFlood(bench, calm, seconds * 2) });
    report.line("", "delivered p50 ms", "p99 ms");
    for (const [name, runs] of [
      ["without the flood", results.calm],
      ["with it", results.flooded],
    ] as const) {
      report.line(name, medianOf(runs, ({ delivery }) => delivery.p50).toFixed(2), medianOf(runs, p99).toFixed(1));
    }
    report.bar("others' p99 with the flood / without", {
      figure: ratioOf(results.flooded, results.calm, p99),
      atMost: 2,
    });
  },
};

async function underFlood({ targets, report }: Bench, calm: () => Promise<Run>, seconds: number): Promise<Run> {
  const { place, admit } = targets.one;
  const [person] = await admit(inventCrowd(1, 1));
  if (!person) throw new Error("Nobody floods");
  const flooder = await startLoad();
  try {
    const flooding = flooder.tell("flood", { place, person, ...FLOOD, seconds: seconds + MARGIN_SECONDS });
    const run = await calm();
    const { sent, acknowledged, refused, cut } = await flooding;
    report.line("the flood", `${sent} sent`, `${acknowledged} stored`, `${refused} refused`, `cut off ${cut} times`);
    return run;
  } finally {
    await flooder.stop();
  }
}
