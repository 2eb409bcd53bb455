import { ConfigError } from "./config.ts";
import { describeError, type Logger } from "./log.ts";

/** Registers what to do at the end; what was registered last is done first. */
export type OnStop = (name: string, stop: () => unknown) => void;

/** All steps together; a supervisor kills after 5 s. */
const DEADLINE_MS = 4_500;

/**
 * Runs a service until SIGTERM, SIGINT or the end of the process that started it; then does the registered steps and exits with 0.
 * Settings that are not right exit with 2; whatever else goes wrong unseen is logged and exits with 1.
 */
export async function runService(start: (onStop: OnStop) => Promise<Logger>): Promise<void> {
  const steps: { name: string; stop: () => unknown }[] = [];
  let logger: Logger | undefined;
  let stopping = false;

  const report = (error: unknown, message: string) => {
    if (logger) logger.fatal({ err: error }, message);
    else process.stderr.write(`${JSON.stringify({ level: "fatal", msg: message, err: describeError(error) })}\n`);
  };

  async function stop(code: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    const timer = setTimeout(() => {
      logger?.warn("stopping took too long");
      process.exit(code);
    }, DEADLINE_MS);
    for (const step of steps.toReversed()) {
      try {
        await step.stop();
      } catch (error) {
        logger?.warn({ err: error, step: step.name }, "a step of stopping failed");
      }
    }
    clearTimeout(timer);
    logger?.info("stopped");
    process.exit(code);
  }

  const crash = (message: string) => (error: unknown) => {
    report(error, message);
    process.exit(1);
  };
  process.on("uncaughtException", crash("uncaught exception"));
  process.on("unhandledRejection", crash("unhandled rejection"));
  process.on("SIGTERM", () => void stop(0));
  process.on("SIGINT", () => void stop(0));
  if (process.connected) process.on("disconnect", () => void stop(0));

  try {
    logger = await start((name, step) => steps.push({ name, stop: step }));
    logger.info("started");
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(2);
    }
    report(error, "the service could not start");
    process.exit(1);
  }
}
