import { type LogViewer, presentLine, type StoredLine } from "@kring/domain";
import type { LogLine } from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import { readCursor, writeCursor } from "../paging.ts";
import { findPeopleOf, type LineFilter, type LinePlace, listLines, placeAfter } from "./log-store.ts";

export interface LinePage {
  lines: LogLine[];
  next: string | null;
}

const Place = z.tuple([z.int().nonnegative().max(8_640_000_000_000_000), z.int().nonnegative().max(1_000_000)]);

const writePlace = ({ at, read }: LinePlace): string => writeCursor([at, read]);

function readPlace(cursor: string): LinePlace {
  const [at, read] = readCursor(Place, cursor);
  return { at, read };
}

/** Lines with the names that `viewer` may see. */
export async function presentLines(db: Db, viewer: LogViewer, lines: readonly StoredLine[]): Promise<LogLine[]> {
  const people = await findPeopleOf(db, lines);
  return lines.flatMap((line) => presentLine(viewer, line, people) ?? []);
}

/** A page of the lines that fit, newest first, as `viewer` may see them. */
export async function readLines(
  db: Db,
  viewer: LogViewer,
  filter: LineFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<LinePage> {
  const below = cursor === undefined ? undefined : readPlace(cursor);
  const rows = await listLines(db, filter, { below, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? placeAfter(page, below) : undefined;
  return {
    lines: await presentLines(db, viewer, page),
    next: next ? writePlace(next) : null,
  };
}
