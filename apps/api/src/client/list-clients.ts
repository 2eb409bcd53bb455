import { maySeeAllClients, stateOf, toSearchable } from "@kring/domain";
import { AccountId, ClientNumber, type listClients as listRoute, Refused } from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { likePart, readCursor, writeCursor } from "../paging.ts";
import { type ClientListRow, findByClientNumber, listClientRows } from "./client-store.ts";

const Place = z.tuple([z.string().max(200), z.guid()]);
const LEAST_LETTERS = 3;

/** The clients that a professional may see, by name (T-07, R-04, R-05). */
export async function listClients(
  { database: { db } }: Deps,
  { account }: Caller,
  { scope, find, cursor, limit }: z.output<typeof listRoute.query>,
): Promise<z.input<typeof listRoute.response>> {
  if (account.kind !== "professional") throw new Refused("not-found");
  if (scope !== "caseload" && !maySeeAllClients(account)) throw new Refused("not-found");
  const place = cursor === undefined ? undefined : readCursor(Place, cursor);
  const wanted = find === undefined ? undefined : await readFind(db, find);
  const rows = await listClientRows(db, {
    viewerId: account.id,
    secretary: maySeeAllClients(account),
    scope,
    find: wanted,
    above: place && { searchable: place[0], id: place[1] },
    limit: limit + 1,
  });
  // Too short for a name, and no ID within reach: the same answer whether the ID exists elsewhere or not.
  if (wanted?.pattern === null && rows.length === 0) throw new Refused("invalid-input", { fields: ["find"] });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    clients: page.map(presentClientRow),
    next: rows.length > limit && last ? writeCursor([last.searchable, last.id]) : null,
  };
}

/** A name is searched from three letters; a whole client ID may be shorter. */
async function readFind(db: Db, typed: string): Promise<{ pattern: string | null; id: string | null }> {
  const name = toSearchable(typed);
  const number = ClientNumber.safeParse(typed);
  return {
    pattern: [...name].length < LEAST_LETTERS ? null : likePart(name),
    id: number.success ? await findByClientNumber(db, number.data) : null,
  };
}

const presentClientRow = ({ id, name, clientNumber, since, therapists, waiting, ...account }: ClientListRow) => ({
  id: AccountId.parse(id),
  name,
  clientNumber,
  state: stateOf(account),
  since: since?.getTime() ?? null,
  therapists,
  waiting,
});
