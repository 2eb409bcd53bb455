import { Refused } from "@kring/domain/contract";
import { refuseBadText } from "@kring/service-kit";
import type { z } from "zod";

/** A place in a list that is read by keyset pages, as text that its reader can only give back. */
export const writeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** Reads a cursor; throws `invalid-input` where it is not one of this list. */
export function readCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"), refuseBadText));
  } catch {
    throw new Refused("invalid-input", { fields: ["cursor"] });
  }
}

/** Part of a name, as it stands in a LIKE pattern. */
export const likePart = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
