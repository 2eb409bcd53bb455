import { Refused, type RelateRequestRow } from "@kring/domain/contract";
import type { Caller, Deps } from "../deps.ts";
import { presentRequest, sendRelateRequest, withNames } from "../relate-request/index.ts";
import { holdSetting } from "../setting/index.ts";
import { findOwnSearch } from "./client-search-store.ts";
import { requireSearching, searchesLast } from "./search-clients.ts";

/** asks a client whom one's own search of the last hour found for a relation with oneself; the motivation stays in the log. */
export function requestRelationFromSearch(
  deps: Deps,
  caller: Caller,
  { searchId, clientId, message }: { searchId: string; clientId: string; message: string },
): Promise<RelateRequestRow> {
  const professionalId = caller.account.id;
  return deps.database.change(async (change) => {
    const { db } = change;
    await holdSetting(db, "search-outside-caseload");
    await requireSearching(db, caller);
    const search = await findOwnSearch(db, { searchId, professionalId, clientId, since: searchesLast() });
    if (!search) throw new Refused("not-found");
    const request = await sendRelateRequest(deps, change, {
      clientId,
      professionalId,
      by: { accountId: professionalId, role: "therapist", ground: "search" },
      senderRole: "therapist",
      message,
      self: { motivation: search.motivation },
    });
    const [named] = await withNames(db, [request]);
    if (!named) throw new Refused("not-found");
    return presentRequest(named, caller);
  });
}
