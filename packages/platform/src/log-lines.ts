const WORTH_SHOWING = new Set(["warn", "error", "fatal"]);

type LogEntry = { level?: string; msg?: string; err?: { message?: string } };

/** The text of a log line that deserves a place on the console: warnings and worse; undefined for all others. */
export function readWarning(line: string): string | undefined {
  if (!line.startsWith("{")) return /\b(FATAL|PANIC)\b/.test(line) && !isExpected(line) ? line.trim() : undefined;
  try {
    const { level, msg, err }: LogEntry = JSON.parse(line);
    if (level === undefined || !WORTH_SHOWING.has(level)) return undefined;
    return [msg, err?.message].filter(Boolean).join(": ");
  } catch {
    return undefined;
  }
}

/** Postgres says this to every caller while it starts, stops or recovers; the supervisor reports that already. */
function isExpected(line: string): boolean {
  return /the database system is|terminating connection|not yet accepting connections/.test(line);
}
