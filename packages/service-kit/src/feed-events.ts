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
  { feed, onSkipped = () => {}, ...report }: SkipReport & { onSkipped?: (event: AnyEvent) => void },
): Event[] {
  const known: Event[] = [];
  for (const event of events) {
    const parsed = schema.safeParse(event);
    if (parsed.success) known.push(parsed.data);
    else if (isOfUnknownKind(parsed.error)) {
      noteSkipped(`feed-${feed}`, report);
      onSkipped(event);
    } else throw new Error(`Event ${event.position} of kind ${event.type} does not have the form of its kind`);
  }
  return known;
}

const isOfUnknownKind = ({ issues }: z.ZodError): boolean => issues.every(({ path }) => path[0] === "type");

/** Whether `schema` (a union over `type`) has events of this kind. */
export function knowsKind(schema: z.ZodType, kind: string): boolean {
  const parsed = schema.safeParse({ type: kind });
  return parsed.success || !isOfUnknownKind(parsed.error);
}
