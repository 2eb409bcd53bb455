import {
  judgeSearch,
  MOST_RESULTS,
  maySearchOutside,
  namePartOf,
  presentSearchResult,
  SEARCH_LASTS_MS,
} from "@kring/domain";
import { type ClientSearchFilter, ClientSearchId, type ClientSearchResult, Refused } from "@kring/domain/contract";
import { listActiveWithRole } from "../account/index.ts";
import type { Change, Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { readSetting } from "../setting/index.ts";
import {
  findClients,
  insertSearch,
  listSearchTimes,
  lockSearchesOf,
  type ReadyFilter,
  wasRefusedSince,
} from "./client-search-store.ts";

const HOUR = 3_600_000;

export interface ClientSearchAnswer {
  id: ClientSearchId;
  results: ClientSearchResult[];
  tooMany: boolean;
  searchesLeft: number;
}

interface WantedSearch {
  motivation: string;
  filter: ClientSearchFilter;
}

/** Throws `not-found` where searching outside the caseload is off, or not for this caller. */
export async function requireSearching(db: Db, { account }: Caller): Promise<void> {
  if (!maySearchOutside(account, await readSetting(db, "search-outside-caseload"))) throw new Refused("not-found");
}

/** looks for a client on the whole platform; every search is logged, one too many is refused and told. */
export async function searchOtherClients(
  deps: Deps,
  caller: Caller,
  { motivation, filter }: WantedSearch,
): Promise<ClientSearchAnswer> {
  await requireSearching(deps.database.db, caller);
  const ready = makeReady(filter);
  const done = await deps.database.change(async (change) => {
    const { db } = change;
    const { account } = caller;
    await requireSearching(db, caller);
    await lockSearchesOf(db, account.id);
    const now = Date.now();
    const verdict = judgeSearch(await listSearchTimes(db, account.id, new Date(now - HOUR)), now);
    if (!verdict.may) {
      await tellOfRefusal(deps, change, account.id, now);
      await logSearch(change, account.id, "was-refused-search", { motivation, filter });
      return verdict;
    }
    const found = await findClients(db, account.id, ready, MOST_RESULTS + 1);
    const tooMany = found.length > MOST_RESULTS;
    const shown = tooMany ? [] : found;
    const id = await insertSearch(db, {
      professionalId: account.id,
      at: new Date(now),
      motivation,
      searchedBy: filter.by,
      resultIds: shown.map((client) => client.id),
    });
    await logSearch(change, account.id, "searched-other-clients", { motivation, filter, found: found.length });
    const seen = { viewerId: account.id, relateRequests: await readSetting(db, "relate-requests"), now };
    const results = shown.map((client) => presentSearchResult(client, seen));
    return { may: true as const, id: ClientSearchId.parse(id), results, tooMany, searchesLeft: verdict.left };
  });
  if (!done.may) throw new Refused("too-many-requests", { retryAfterMs: done.retryAfterMs });
  const { id, results, tooMany, searchesLeft } = done;
  return { id, results, tooMany, searchesLeft };
}

function makeReady(filter: ClientSearchFilter): ReadyFilter {
  if (filter.by !== "name") return filter;
  const part = namePartOf(filter.value);
  if (part === null) throw new Refused("invalid-input", { fields: ["filter.value"] });
  return { by: "name", part };
}

/** Of more than ten it is known only that they are more: they count as eleven. */
const logSearch = (
  { executor }: Change,
  accountId: string,
  action: "searched-other-clients" | "was-refused-search",
  { motivation, filter, found }: WantedSearch & { found?: number },
) =>
  appendLine(executor, {
    actor: { accountId, role: "therapist" },
    action,
    ground: "search",
    motivation,
    details: { searchedBy: filter.by, searchedFor: filter.value, ...(found === undefined ? {} : { found }) },
  });

/** Every application manager hears of it once in an hour of the clock for each professional. */
async function tellOfRefusal(deps: Deps, change: Change, professionalId: string, now: number): Promise<void> {
  if (await wasRefusedSince(change.db, professionalId, new Date(now - (now % HOUR)))) return;
  for (const managerId of await listActiveWithRole(change.db, "application-manager")) {
    await notify(deps, change, "search-limit-reached", managerId, "/log");
  }
}

/** Since when a search may have been made to act on it now. */
export const searchesLast = (): Date => new Date(Date.now() - SEARCH_LASTS_MS);
