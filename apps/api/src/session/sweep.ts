import type { Database } from "../database.ts";
import type { Sweep } from "../sweeping/index.ts";
import { endExpiredSessions, forgetExpiredVerifications } from "./session-store.ts";

/** Ends expired sessions, so that their sockets hear of it. */
export async function sweepSessions(database: Database): Promise<void> {
  await database.change(async ({ db }) => {
    await endExpiredSessions(db);
    await forgetExpiredVerifications(db);
  });
}

export const sessionSweep = (database: Database): Sweep => ({
  name: "end expired sessions",
  everyMs: 30_000,
  run: () => sweepSessions(database),
});
