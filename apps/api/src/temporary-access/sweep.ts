import type { Deps } from "../deps.ts";
import type { Sweep } from "../sweeping/index.ts";
import { noteEnded } from "./end-temporary-access.ts";
import { endDue, isAnyDue } from "./temporary-access-store.ts";

const BATCH = 100;
// Open pages hear of the end within a second of its time.
const EVERY_MS = 500;

/** Ends temporary access at its time, also where nobody looks, and tells the open pages; each once among all replicas. */
export const temporaryAccessSweep = (deps: Pick<Deps, "database" | "nats">): Sweep => ({
  name: "end temporary access",
  everyMs: EVERY_MS,
  run: async () => {
    const { database } = deps;
    if (!(await isAnyDue(database.db))) return;
    await database.change(async (change) => noteEnded(deps, change, await endDue(change.db, BATCH)));
  },
});
