import type { AnyEvent } from "@kring/domain/contract";
import type { z } from "zod";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { noteSkipped } from "./skipped.ts";

export interface SkipReport {
  /** Name of the feed, such as "accounts", for logs and metrics. */
  feed: string;
  logger: Logger;
  metrics?: Metrics;
}

/**
 * The events of kinds that `schema` (a union over `type`) knows. Other kinds are skipped and counted; an event of a known
 * kind in another form throws: a fact that can't be understood must not be taken for applied.
 */
export function selectKnown<Event>(
  schema: z.ZodType<Event>,
  events: readonly AnyEvent[],
  { feed, ...report }: SkipReport,
): Event[] {
  const known: Event[] = [];
  for (const event of events) {
    const parsed = schema.safeParse(event);
    if (parsed.success) known.push(parsed.data);
    else if (parsed.error.issues.every(({ path }) => path[0] === "type")) {
      noteSkipped(`feed-${feed}`, report);
    } else throw new Error(`Event ${event.position} of kind ${event.type} does not have the form of its kind`);
  }
  return known;
}
