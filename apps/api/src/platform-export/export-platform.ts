import { csvLine } from "@kring/domain";
import type { exportPlatform as exportRoute } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import type { z } from "zod";
import { requireRole } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { Caller } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import {
  type ExportRow,
  type ReadExportRows,
  readAccountRows,
  readLinkRows,
  readRelationRows,
} from "./platform-export-store.ts";

type What = z.output<typeof exportRoute.params>["what"];

const BATCH = 1_000;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

const readers: Record<What, ReadExportRows> = {
  accounts: readAccountRows,
  relations: readRelationRows,
  "related-person-links": readLinkRows,
};

/** Logs the export before its first byte leaves, so that one that is broken off is logged too. */
export async function exportPlatform(
  db: Db,
  { account }: Caller,
  what: What,
  format: "csv" | "json",
): Promise<{ contentType: string; parts: AsyncIterable<string> }> {
  requireRole(account, "application-manager");
  await appendLine(prismaExecutor(db), {
    actor: { accountId: account.id, role: "application-manager" },
    action: "exported-platform",
    ground: "application-manager",
    details: { exported: what },
  });
  const batches = readBatches(db, readers[what]);
  return format === "csv"
    ? { contentType: "text/csv; charset=utf-8", parts: asCsv(batches) }
    : { contentType: "application/json; charset=utf-8", parts: asJson(batches) };
}

async function* readBatches(db: Db, read: ReadExportRows): AsyncGenerator<ExportRow[]> {
  let after = BEFORE_ALL;
  for (;;) {
    const rows = await read(db, after, BATCH);
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH) return;
  }
}

async function* asCsv(batches: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  let head = true;
  for await (const rows of batches) {
    if (head) yield csvLine(Object.keys(rows[0] ?? {}));
    head = false;
    yield rows.map((row) => csvLine(Object.values(row))).join("");
  }
}

async function* asJson(batches: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  let between = "[\n";
  for await (const rows of batches) {
    yield between + rows.map((row) => JSON.stringify(row)).join(",\n");
    between = ",\n";
  }
  yield between === "[\n" ? "[]\n" : "\n]\n";
}
