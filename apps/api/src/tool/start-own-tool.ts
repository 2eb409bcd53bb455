import { presentToolRow, relatedPersonCatalogue } from "@kring/domain";
import { type CatalogueTool, Refused, type ToolRow } from "@kring/domain/contract";
import type { Caller, Deps } from "../deps.ts";
import { lockAccount } from "../invitation/index.ts";
import { tellViewChanged } from "../live/index.ts";
import { findTool } from "./read-tools.ts";
import { findTools, insertTool } from "./tool-store.ts";

function requireRelatedPerson({ account }: Caller): string {
  if (account.kind !== "related-person") throw new Refused("not-found");
  return account.id;
}

/** What a related person can start for themself (P-08). */
export function readOwnCatalogue(caller: Caller): CatalogueTool[] {
  requireRelatedPerson(caller);
  return [...relatedPersonCatalogue];
}

/** Starts a tool of one's own: unguided, and nobody is told (P-08). The same tool can't be open twice. */
export function startOwnTool(
  { database, nats }: Pick<Deps, "database" | "nats">,
  caller: Caller,
  catalogueKey: string,
): Promise<ToolRow> {
  const ownerId = requireRelatedPerson(caller);
  if (!relatedPersonCatalogue.some(({ key }) => key === catalogueKey)) throw new Refused("not-found");
  return database.change(async ({ db, afterCommit }) => {
    await lockAccount(db, ownerId);
    const known = await findTools(db, ownerId);
    if (known.some((tool) => tool.content.key === catalogueKey && tool.finishedAt === null)) {
      throw new Refused("already-done");
    }
    const toolId = await insertTool(db, { clientId: ownerId, catalogueKey, guideId: null, assignedBy: ownerId });
    afterCommit(() => tellViewChanged(nats, [ownerId]));
    return presentToolRow(await findTool(db, ownerId, toolId), { as: "owner", accountId: ownerId });
  });
}
