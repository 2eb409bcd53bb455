import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger } from "pino";

/** What every log line within one request or message says of where it belongs. */
export interface RequestContext {
  requestId: string;
  accountId?: string;
  /** An open page reads itself again, of its own accord. */
  again?: true;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `run` so that its log lines, events and NATS messages carry `context`. */
export const runInContext = <Result>(context: RequestContext, run: () => Result): Result => storage.run(context, run);

/** The id of the request that is being handled, if any. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

/** Whether the request says that an open page reads itself again. Anybody may say so: believe it only as far as it does no harm. */
export const isReadingAgain = (): boolean => storage.getStore()?.again === true;

/** Says whose request is being handled, for the lines that follow. */
export function setContextAccount(accountId: string): void {
  const context = storage.getStore();
  if (context) context.accountId = accountId;
}

export const newRequestId = (): string => randomUUID();

/** Whether a text looks like a request id; anything else must not reach logs or headers. */
export const isRequestId = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9A-Za-z-]{8,64}$/.test(value);

const hidden = [
  "authorization",
  "cookie",
  '["set-cookie"]',
  "password",
  "secret",
  "token",
  "code",
  "email",
  "to",
  "body",
  "text",
  "name",
  "screenName",
  "address",
  "ip",
];

const hiddenPaths = hidden.flatMap((key) => {
  const nested = key.startsWith("[") ? key : `.${key}`;
  return [key, `*${nested}`, `*.*${nested}`];
});

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Messages of these errors quote what was stored or sent. */
function quotesInput(error: Error): boolean {
  return error instanceof SyntaxError || "severity" in error || error.constructor.name.startsWith("PrismaClient");
}

interface LoggedError {
  type: string;
  message?: string;
  errorCode?: string;
  constraint?: string;
  stack: string[];
  cause?: LoggedError;
}

/** What a log may say of an error: never values, so no message of a database or a parser. */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  const described: LoggedError = { type: error.constructor.name, stack: frames.map((line) => line.trim()) };
  if (!quotesInput(error)) described.message = error.message;
  const code = "code" in error ? text(error.code) : undefined;
  if (code) described.errorCode = code;
  const constraint = "constraint" in error ? text(error.constraint) : undefined;
  if (constraint) described.constraint = constraint;
  if (error.cause !== undefined && depth < 3) described.cause = describeError(error.cause, depth + 1);
  return described;
}

export interface LoggerOptions {
  service: string;
  level: string;
  /** Standard output where absent. */
  destination?: DestinationStream;
}

/** JSON lines on standard output, each with its service and, within a request, its request id. */
export function createLogger({ service, level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service },
    mixin: () => ({ ...storage.getStore() }),
    serializers: { err: (error: unknown) => describeError(error), error: (error: unknown) => describeError(error) },
    redact: { paths: hiddenPaths, censor: "[hidden]" },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination ? pino(options, destination) : pino(options);
}
