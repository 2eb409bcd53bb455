import type { Logger } from "@kring/service-kit";
import type { Database } from "../database.ts";
import { endExpiredSessions, forgetExpiredVerifications } from "./session-store.ts";

const EVERY_MS = 30_000;

/** Ends expired sessions, so that their sockets hear of it; any number of replicas may run it. */
export async function sweepSessions(database: Database): Promise<void> {
  await database.change(async ({ db }) => {
    await endExpiredSessions(db);
    await forgetExpiredVerifications(db);
  });
}

export function startSweeping({ database, logger }: { database: Database; logger: Logger }): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const sweep = () => {
    running = sweepSessions(database).catch((error: unknown) =>
      logger.warn({ err: error }, "expired sessions could not be ended"),
    );
  };
  sweep();
  const timer = setInterval(sweep, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
