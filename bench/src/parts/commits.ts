import { performance } from "node:perf_hooks";
import pg from "pg";
import type { Part } from "../bench.ts";
import { spreadOf } from "../figures.ts";
import { inRounds, medianOf, TEXT } from "../measure.ts";

const CONNECTIONS = [1, 16, 64];

/** What the disk gives: one row and one commit at a time. The embedded Postgres has no pgbench: this is a loop over `pg`. */
export const commits: Part = {
  title: "Commits of one row each, by a loop over pg (no pgbench)",
  run: async ({ stage, report, rounds, seconds }) => {
    await stage.conversations.query(
      "CREATE TABLE IF NOT EXISTS bench_commit (id bigserial PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())",
    );
    const measured = Object.fromEntries(
      CONNECTIONS.map((connections) => [
        connections,
        () => commitRows(stage.url("conversations"), connections, seconds),
      ]),
    );
    const results = await inRounds(rounds, measured);
    report.line("", "commits/s", "p50 ms", "p99 ms");
    for (const [connections, runs] of Object.entries(results)) {
      report.line(
        `${connections} connections`,
        medianOf(runs, ({ perSecond }) => perSecond).toFixed(0),
        medianOf(runs, ({ p50 }) => p50).toFixed(2),
        medianOf(runs, ({ p99 }) => p99).toFixed(1),
      );
    }
  },
};

async function commitRows(url: string, connections: number, seconds: number) {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const times: number[] = [];
  const from = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let at = performance.now(); at < from + seconds * 1000; at = performance.now()) {
        await client.query({ name: "commit", text: "INSERT INTO bench_commit (body) VALUES ($1)", values: [TEXT] });
        times.push(performance.now() - at);
      }
    }),
  );
  const took = (performance.now() - from) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: times.length / took, ...spreadOf(times) };
}
