import type { Logger } from "@kring/service-kit";
import type { AttachmentStore } from "./attachment.store.ts";
import type { FileStore } from "./file-store.ts";

const EVERY_MS = 600_000;
const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 100;

export interface Sweep {
  /** Something was taken away: looks at once. */
  nudge(): void;
  stop(): Promise<void>;
}

/** Removes the bytes of files whose message was deleted, and of those that no message took within a day. Any number may run. */
export function startSweep({
  attachments,
  files,
  logger,
  everyMs = EVERY_MS,
}: {
  attachments: AttachmentStore;
  files: FileStore;
  logger: Logger;
  everyMs?: number;
}): Sweep {
  let stopped = false;
  let again = true;
  let wake = () => {};

  async function pass(): Promise<void> {
    await attachments.takeBackUnsent(DAY_MS);
    await files.removeStaleIncoming(DAY_MS);
    while (!stopped && (await attachments.forgetRemoved(MOST_AT_ONCE, files.remove)) === MOST_AT_ONCE);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      again = false;
      await pass().catch((error: unknown) => logger.warn({ err: error }, "files could not be removed"));
      await new Promise<void>((resolve) => {
        if (stopped || again) return resolve();
        const timer = setTimeout(resolve, everyMs * (0.8 + 0.4 * Math.random()));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
  const ended = run();

  const nudge = () => {
    again = true;
    wake();
  };
  return {
    nudge,
    stop: async () => {
      stopped = true;
      nudge();
      await ended;
    },
  };
}
