import { performance } from "node:perf_hooks";
import { listConversations, readEntries } from "@kring/domain/contract";
import type { Part } from "../bench.ts";
import { type Spread, spreadOf } from "../figures.ts";
import { type Filled, fillMessages } from "../fill-messages.ts";
import { createChance } from "../load/chance.ts";
import { medianOf, ratioOf } from "../measure.ts";
import type { Stage } from "../stage.ts";

const SMALL = 1_000;
const WARM_UP = 100;

/** Who reads takes part in as many conversations of as many messages on both; only what others have differs. */
export const history: Part = {
  title: "History pages and unread lists over HTTP, one request at a time",
  run: async ({ report, rounds, quick, large, startStage }) => {
    const perRound = quick ? 200 : 800;
    const stages: Stage[] = [];
    async function startFilled(messages: number) {
      const stage = await startStage();
      stages.push(stage);
      const filled = await fillMessages(stage.conversations, messages);
      const { count, seconds, bytes } = filled;
      report.line(`${count} messages`, `${(bytes / 1e6).toFixed(0)} MB`, `filled in ${seconds.toFixed(0)} s`);
      report.check(count === messages, `filled ${count} of ${messages}`);
      return createAsker(stage, filled);
    }
    try {
      const small = await startFilled(SMALL);
      const big = await startFilled(large);
      for (const what of ["history", "list"] as const) {
        const ask = { small: small[what], big: big[what] };
        await askInTurn(ask, WARM_UP);
        const results: Record<keyof typeof ask, Spread>[] = [];
        for (let round = 0; round < rounds; round++) results.push(await askInTurn(ask, perRound));
        const [smalls, bigs] = [results.map((result) => result.small), results.map((result) => result.big)];
        const name = what === "history" ? "a page of 50 messages" : "the list with what is unread";
        report.line(name, "p50 ms", "p99 ms");
        report.line(`  at ${SMALL}`, ...columns(smalls));
        report.line(`  at ${large}`, ...columns(bigs));
        report.bar(`p99 of ${name}, large / small`, { figure: ratioOf(bigs, smalls, p99), atMost: 1.5 });
      }
    } finally {
      for (const stage of stages) await stage.stop();
    }
  },
};

const p99 = (spread: Spread) => spread.p99;
const columns = (runs: readonly Spread[]) => [
  medianOf(runs, ({ p50 }) => p50).toFixed(2),
  medianOf(runs, p99).toFixed(2),
];

/** One request to each in turn, so that what the machine does meanwhile meets both. */
async function askInTurn<Key extends string>(
  ask: Record<Key, () => Promise<number>>,
  count: number,
): Promise<Record<Key, Spread>> {
  const keys = Object.keys(ask) as Key[];
  const times = keys.map((): number[] => []);
  for (let i = 0; i < count; i++) {
    for (const [index, key] of keys.entries()) times[index]?.push(await ask[key]());
  }
  return Object.fromEntries(keys.map((key, index) => [key, spreadOf(times[index] ?? [])])) as Record<Key, Spread>;
}

/** Asks as ever other people about ever other conversations; gives how many milliseconds it took. */
function createAsker(stage: Stage, { readers }: Filled) {
  const [gateway] = stage.gateways;
  const chance = createChance(7);
  let turn = 0;

  async function ask(pathFor: (conversation: string) => string): Promise<number> {
    const reader = readers[turn++ % readers.length];
    if (!reader) throw new Error("Nobody reads");
    const conversation = reader.conversations[Math.floor(chance() * reader.conversations.length)] ?? "";
    reader.token ??= await stage.sign(reader.account);
    const from = performance.now();
    const answer = await fetch(`http://127.0.0.1:${gateway.port}${pathFor(conversation)}`, {
      headers: { authorization: `Bearer ${reader.token}` },
    });
    const text = await answer.text();
    const took = performance.now() - from;
    if (answer.status !== 200) throw new Error(`A page gave ${answer.status}: ${text}`);
    return took;
  }
  return {
    history: () => ask((conversation) => `${readEntries.path.replace(":conversationId", conversation)}?limit=50`),
    list: () => ask(() => listConversations.path),
  };
}
