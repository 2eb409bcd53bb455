import { isSecretary } from "@kring/domain";
import { Refused, type RelateRequestRow, type RelateRequestState } from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { readCursor, writeCursor } from "../paging.ts";
import { presentRequest } from "./present-relate-request.ts";
import { listOfViewer, listPendingOfClient, listRejectedOfClient, withNames } from "./relate-request-store.ts";

const Place = z.tuple([z.int().nonnegative().max(8_640_000_000_000_000), z.guid()]);

/** Requests that the viewer sent or that are for them; for a secretary also those of all secretaries; latest first. */
export async function listRelateRequests(
  { database }: Deps,
  caller: Caller,
  { state, cursor, limit }: { state?: RelateRequestState | undefined; cursor?: string | undefined; limit: number },
): Promise<{ requests: RelateRequestRow[]; next: string | null }> {
  const { account, accountId } = caller;
  if (account.kind !== "professional") throw new Refused("not-found");
  const place = cursor === undefined ? undefined : readCursor(Place, cursor);
  const below = place && { at: new Date(place[0]), id: place[1] };
  const viewer = { accountId, secretary: isSecretary(account) };
  const rows = await listOfViewer(database.db, viewer, { state, below, limit: limit + 1 });
  const page = await withNames(database.db, rows.slice(0, limit));
  const last = page.at(-1);
  return {
    requests: page.map((request) => presentRequest(request, caller)),
    next: rows.length > limit && last ? writeCursor([last.createdAt.getTime(), last.id]) : null,
  };
}

/** Requests for one client, for who was let into the account: those pending, and those of secretaries that were rejected. */
export async function listRequestsOfClient(
  db: Db,
  caller: Pick<Caller, "account">,
  clientId: string,
): Promise<{ pending: RelateRequestRow[]; rejected: RelateRequestRow[] }> {
  const pending = await withNames(db, await listPendingOfClient(db, clientId));
  const rejected = await withNames(db, await listRejectedOfClient(db, clientId));
  return {
    pending: pending.map((request) => presentRequest(request, caller)),
    rejected: rejected.map((request) => presentRequest(request, caller)),
  };
}
