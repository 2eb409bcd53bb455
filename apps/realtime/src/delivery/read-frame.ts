import type { NatsMessage } from "@kring/service-kit";
import type { z } from "zod";

/** A frame of another process; null where this version can't read it: whatever matters of it is found in Postgres. */
export function readFrame<Schema extends z.ZodType>(schema: Schema, message: NatsMessage): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(message.text())).data ?? null;
  } catch {
    return null;
  }
}
