import { type LogViewer, presentLine } from "@kring/domain";
import type { LogLine } from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import { readCursor, writeCursor } from "../paging.ts";
import { findPeopleOf, type LineFilter, type LinePlace, listLines, type PlacedLine } from "./log-store.ts";

export interface LinePage {
  lines: LogLine[];
  next: string | null;
}

const Place = z.tuple([z.int().nonnegative().max(8_640_000_000_000_000), z.string().regex(/^\d{1,18}$/)]);

const writePlace = ({ at, id }: LinePlace): string => writeCursor([at.getTime(), String(id)]);

function readPlace(cursor: string): LinePlace {
  const [at, id] = readCursor(Place, cursor);
  return { at: new Date(at), id: BigInt(id) };
}

/** Lines with the names that `viewer` may see. */
export async function presentLines(db: Db, viewer: LogViewer, lines: readonly PlacedLine[]): Promise<LogLine[]> {
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
  const last = page.at(-1);
  return {
    lines: await presentLines(db, viewer, page),
    next: rows.length > limit && last ? writePlace(last.place) : null,
  };
}
