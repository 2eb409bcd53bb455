import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";

const told = new WeakMap<Logger, Set<string>>();

/**
 * Something of a kind that this process does not know came over a border (a fixed word such as `nats-conversation`) and was
 * skipped: another version runs beside it. Counted each time, logged once, by the border and never by what it says.
 */
export function noteSkipped(
  border: string,
  { logger, metrics }: { logger: Logger; metrics?: Metrics | undefined },
): void {
  metrics?.skipped.inc({ border });
  const borders = told.get(logger) ?? new Set<string>();
  if (borders.has(border)) return;
  told.set(logger, borders.add(border));
  logger.warn({ border }, "something of an unknown kind was skipped; more of it is only counted");
}
