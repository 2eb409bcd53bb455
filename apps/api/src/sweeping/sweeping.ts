import type { Logger } from "@kring/service-kit";

/** What becomes due by itself. Any number of replicas may run it at the same time: it locks what it ends. */
export interface Sweep {
  /** Ends the sentence "could not …" of a warning. */
  name: string;
  everyMs: number;
  run(): Promise<unknown>;
}

/** Runs each sweep at once and then again and again, never two of the same side by side in this process. */
export function startSweeping({ logger, sweeps }: { logger: Logger; sweeps: readonly Sweep[] }): {
  stop(): Promise<void>;
} {
  const started = sweeps.map((sweep) => startSweep(logger, sweep));
  return {
    stop: async () => {
      await Promise.all(started.map((one) => one.stop()));
    },
  };
}

function startSweep(logger: Logger, { name, everyMs, run }: Sweep): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const sweep = () => {
    running ??= Promise.resolve()
      .then(run)
      .then(
        () => undefined,
        (error: unknown) => logger.warn({ err: error }, `could not ${name}`),
      )
      .finally(() => {
        running = undefined;
      });
  };
  sweep();
  const timer = setInterval(sweep, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
