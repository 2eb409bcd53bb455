import { toSearchable } from "@kring/domain";
import { AccountId, type findColleagues as findColleaguesRoute } from "@kring/domain/contract";
import type { z } from "zod";
import { openClientAccount } from "../client-account/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { findTherapists } from "./relation-store.ts";

type Colleagues = z.output<typeof findColleaguesRoute.response>["colleagues"];

/** Therapists who can be related to a client or who are, by name; who looks is not among those to relate (T-04). */
export async function findColleagues(
  { database }: Deps,
  caller: Caller,
  clientId: string,
  { which, name = "" }: { which: "related" | "unrelated" | "any"; name?: string | undefined },
): Promise<Colleagues> {
  const client = await openClientAccount(database.db, caller, clientId);
  client.requireSection("professionals");
  const found = await findTherapists(database.db, {
    clientId,
    searchable: toSearchable(name),
    which,
    without: which === "unrelated" ? caller.accountId : null,
  });
  return found.map((colleague) => ({ ...colleague, id: AccountId.parse(colleague.id) }));
}
