import { once } from "node:events";
import type { Writable } from "node:stream";
import { csvLine } from "@kring/domain";
import type { LogLine } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import { requireRole } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { Caller } from "../deps.ts";
import { appendLine } from "./append-line.ts";
import { countLines, type LineFilter, type LinePlace, listLines, placeAfter } from "./log-store.ts";
import { presentLines } from "./read-lines.ts";
import { clientOfFilter } from "./read-log.ts";

const BATCH = 1_000;

/** The parts of a file, each at most one batch of lines. */
export interface LogExport {
  contentType: string;
  parts: AsyncIterable<string>;
}

/** Prepares an export and logs it before the first byte leaves, so that one that is broken off is logged too. */
export async function exportLog(
  db: Db,
  { account }: Caller,
  filter: LineFilter,
  format: "csv" | "json",
): Promise<LogExport> {
  requireRole(account, "application-manager");
  const { lines, lastId } = await countLines(db, filter);
  await appendLine(prismaExecutor(db), {
    actor: { accountId: account.id, role: "application-manager" },
    action: "exported-log",
    clientId: await clientOfFilter(db, filter),
    ground: "application-manager",
    details: { lines, fields: Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name])) },
  });
  const batches = readBatches(db, { ...filter, upToId: lastId });
  return format === "csv"
    ? { contentType: "text/csv; charset=utf-8", parts: asCsv(batches) }
    : { contentType: "application/json; charset=utf-8", parts: asJson(batches) };
}

async function* readBatches(db: Db, filter: LineFilter): AsyncGenerator<LogLine[]> {
  let below: LinePlace | undefined;
  for (;;) {
    const rows = await listLines(db, filter, { below, limit: BATCH });
    yield await presentLines(db, "application-manager", rows);
    below = placeAfter(rows, below);
    if (rows.length < BATCH) return;
  }
}

const HEAD = [
  "n",
  "at",
  "actor id",
  "actor",
  "role",
  "action",
  "client id",
  "client",
  "client number",
  "ground",
  "motivation",
  "details",
];

const cellsOf = ({ n, at, actor, action, client, ground, motivation, details }: LogLine) => [
  n,
  new Date(at).toISOString(),
  actor?.id ?? null,
  actor?.name ?? null,
  actor?.role ?? null,
  action,
  client?.id ?? null,
  client?.name ?? null,
  client?.clientNumber ?? null,
  ground,
  motivation,
  JSON.stringify(details),
];

async function* asCsv(batches: AsyncIterable<LogLine[]>): AsyncGenerator<string> {
  yield csvLine(HEAD);
  for await (const lines of batches) yield lines.map((line) => csvLine(cellsOf(line))).join("");
}

async function* asJson(batches: AsyncIterable<LogLine[]>): AsyncGenerator<string> {
  let between = "[\n";
  for await (const lines of batches) {
    if (lines.length === 0) continue;
    yield between + lines.map((line) => JSON.stringify(line)).join(",\n");
    between = ",\n";
  }
  yield between === "[\n" ? "[]\n" : "\n]\n";
}

/** Sends the parts no faster than they are taken; ends early where the receiver has gone. */
export async function sendParts(parts: AsyncIterable<string>, to: Writable): Promise<void> {
  const gone = new AbortController();
  to.once("close", () => gone.abort());
  try {
    for await (const part of parts) {
      if (gone.signal.aborted) return;
      if (!to.write(part)) await once(to, "drain", { signal: gone.signal });
    }
    to.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}
