const PINO_WARN = 40;

/** The text of a log line that deserves a place on the console: warnings and worse; undefined for all others. */
export function readWarning(line: string): string | undefined {
  if (!line.startsWith("{")) return /\b(FATAL|PANIC)\b/.test(line) && !isExpected(line) ? line.trim() : undefined;
  try {
    const entry: { level?: number; msg?: string; err?: { message?: string } } = JSON.parse(line);
    if ((entry.level ?? 0) < PINO_WARN) return undefined;
    return [entry.msg, entry.err?.message].filter(Boolean).join(": ");
  } catch {
    return undefined;
  }
}

/** Postgres says this to every caller while it starts, stops or recovers; the supervisor reports that already. */
function isExpected(line: string): boolean {
  return /the database system is|terminating connection|not yet accepting connections/.test(line);
}
