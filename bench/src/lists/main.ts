import { randomUUID } from "node:crypto";
import { cpus, totalmem } from "node:os";
import { layGroundwork, startWorld } from "@kring/testing";
import { fill, type Size } from "./fill.ts";
import { lists } from "./list-calls.ts";
import { type Reader, startReader } from "./reader.ts";

const SMALL: Size = { clients: 1_000, professionals: 20, lines: 10_000 };
const LARGE: Size = { clients: 100_000, professionals: 2_000, lines: 1_000_000 };
const WARM_UP = 15;
const ROUNDS = 3;
const PER_ROUND = 50;

/** Part of a name: only the lists that have it, as in `npm run bench:lists -- "other clients"`. */
const wanted = process.argv[2] ?? "";

const { groundwork, remove } = await layGroundwork();
const stops: (() => Promise<unknown>)[] = [remove];

async function startFilled(size: Size): Promise<Reader> {
  const world = await startWorld({ groundwork, gateways: 1, synced: true });
  stops.push(() => world.stop());
  const startedAt = performance.now();
  await fill(world.databases, size);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const { clients, professionals, lines } = size;
  console.log(`Filled in ${seconds} s: ${clients} clients, ${professionals} professionals, ${lines} log lines.`);
  return startReader(world);
}

try {
  console.log(
    `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, run ${randomUUID().slice(0, 8)}; reader, proxy, services and Postgres (fsync on, as delivered) on one machine.`,
  );
  const small = await startFilled(SMALL);
  const large = await startFilled(LARGE);
  console.log(
    `Each list is asked for over HTTP by one signed-in person, one request at a time, the two sizes in turn: ${WARM_UP} to warm up, then ${ROUNDS} rounds of ${PER_ROUND}. Milliseconds.\n`,
  );
  console.log(`${"".padEnd(46)}small p50     p99   large p50     p99   ratio of p50`);
  for (const [name, list] of Object.entries(lists)) {
    if (!name.includes(wanted)) continue;
    const asks = [await list(small), await list(large)] as const;
    const took: [number[], number[]] = [[], []];
    for (const ask of asks) for (let i = 0; i < WARM_UP; i += 1) await ask();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const size of [0, 1] as const) {
        for (let i = 0; i < PER_ROUND; i += 1) took[size].push(await asks[size]());
      }
    }
    const [a, b] = took.map((values) => values.toSorted((x, y) => x - y));
    const at = (sorted: number[] | undefined, part: number) => sorted?.[Math.floor(sorted.length * part)] ?? Number.NaN;
    const ratio = at(b, 0.5) / at(a, 0.5);
    const figures = [at(a, 0.5), at(a, 0.99), at(b, 0.5), at(b, 0.99)].map((value) => value.toFixed(1).padStart(8));
    console.log(`${name.padEnd(46)}${figures.join("    ")}   ${ratio.toFixed(2)}${ratio >= 2 ? "  over 2" : ""}`);
  }
} finally {
  for (const each of stops.toReversed()) await each();
}
