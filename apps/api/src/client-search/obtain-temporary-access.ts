import { judgeAccess } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { lockClient } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { holdSetting, readSetting } from "../setting/index.ts";
import { endTemporaryAccess, listTakenSince, startTemporaryAccess } from "../temporary-access/index.ts";
import { findOwnSearch, findTies, lockSearchesOf } from "./client-search-store.ts";
import { requireSearching, searchesLast } from "./search-clients.ts";

const DAY = 86_400_000;

/** takes temporary access to a client that one's own search of the last hour found; gives until when. */
export function obtainTemporaryAccess(
  deps: Deps,
  caller: Caller,
  { searchId, clientId }: { searchId: string; clientId: string },
): Promise<{ until: number }> {
  const professionalId = caller.account.id;
  return deps.database.change(async (change) => {
    const { db, executor } = change;
    // Held first: who switches searching off waits for this, and then ends what it gave.
    await holdSetting(db, "search-outside-caseload");
    await requireSearching(db, caller);
    const search = await findOwnSearch(db, { searchId, professionalId, clientId, since: searchesLast() });
    if (!search) throw new Refused("not-found");
    await lockClient(db, clientId);
    await lockSearchesOf(db, professionalId);
    const now = Date.now();
    const { related, temporaryUntil } = await findTies(db, { professionalId, clientId });
    if (temporaryUntil !== null && temporaryUntil <= now) {
      await endTemporaryAccess(deps, change, { professionalId, clientId });
    }
    const verdict = judgeAccess(
      {
        related,
        standing: temporaryUntil !== null && temporaryUntil > now,
        takenAt: await listTakenSince(db, professionalId, new Date(now - DAY)),
        hours: await readSetting(db, "temporary-access-hours"),
        perDay: await readSetting(db, "temporary-access-per-day"),
      },
      now,
    );
    if (!verdict.may) throw new Refused(verdict.code, "retryAfterMs" in verdict ? verdict : {});
    const { until } = verdict;
    const taken = { professionalId, clientId, searchId: search.id, at: new Date(now), until: new Date(until) };
    await startTemporaryAccess(db, taken);
    await appendLine(executor, {
      actor: { accountId: professionalId, role: "therapist" },
      action: "obtained-temporary-access",
      clientId,
      ground: "temporary-access",
      motivation: search.motivation,
      details: { until, searchedBy: search.searchedBy },
    });
    await notify(deps, change, "temporary-access-started", clientId, "/contact-history");
    change.afterCommit(() => tellViewChanged(deps.nats, [professionalId, clientId]));
    return { until };
  });
}
