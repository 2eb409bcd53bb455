// `npm run audit:verify`: walks the hash chain of the log and prints its head, to be kept elsewhere.
import { createLogger, createPool, readConfig, settings } from "@kring/service-kit";
import { z } from "zod";
import { type ChainHead, countUnchained, verifyChain } from "./log/index.ts";

const [given, ...more] = process.argv.slice(2);
const known = given === undefined ? undefined : readKnown(given);
if (known === null || more.length > 0) {
  process.stderr.write("Usage: npm run audit:verify [-- <a head that was printed earlier, such as 1204:9f86d0…>]\n");
  process.exit(2);
}
const { DATABASE_URL: url } = readConfig(z.object({ DATABASE_URL: settings.postgresUrl }), process.env);
const logger = createLogger({ service: "audit-verify", level: "warn" });
const pool = createPool({ url, max: 2, name: "kring-audit-verify", logger });
const waiting = await countUnchained(pool);
const { head, brokenAt } = await verifyChain(pool, known);
await pool.end();
const print = (text: string) => process.stdout.write(`${text}\n`);
if (brokenAt === null) print(`The log is whole: ${head.n} ${head.n === 1 ? "line" : "lines"}.`);
else print(`The log is broken: the first line that does not fit is line ${brokenAt} of ${head.n}.`);
if (known && brokenAt === null) print(`Line ${known.n} is still the one that was there when that head was printed.`);
if (waiting > 0)
  print(`${waiting} more ${waiting === 1 ? "waits" : "wait"} for a place in the chain, and can't be checked before.`);
if (head.n > 0) print(`Head, to be kept outside this database: ${head.n}:${head.hash}`);
process.exitCode = brokenAt === null ? 0 : 1;

function readKnown(text: string): ChainHead | null {
  const [, n, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return n === undefined || hash === undefined ? null : { n: Number(n), hash };
}
