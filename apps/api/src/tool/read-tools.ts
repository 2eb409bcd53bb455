import {
  type ClientAccess,
  type KnownTool,
  mayReadAnswers,
  mayWork,
  presentTool,
  presentToolRow,
  type ToolViewer,
} from "@kring/domain";
import { Refused, type ToolRow, type ToolView } from "@kring/domain/contract";
import { openClientAccount } from "../client-account/index.ts";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { findTools, listEntries, listMoments } from "./tool-store.ts";

/** A professional with access to a client account, as somebody who looks at a tool. */
export const professionalViewer = (accountId: string, access: ClientAccess): ToolViewer => ({
  as: "professional",
  accountId,
  readsAnswers: mayReadAnswers(access),
  works: mayWork(access),
});

/** One tool of this client; throws `not-found` for another's. */
export async function findTool(db: Db, clientId: string, toolId: string): Promise<KnownTool> {
  const [tool] = await findTools(db, clientId, toolId);
  if (!tool) throw new Refused("not-found");
  return tool;
}

/** One tool as `viewer` sees it now. */
export async function viewTool(db: Db, clientId: string, toolId: string, viewer: ToolViewer): Promise<ToolView> {
  const tool = await findTool(db, clientId, toolId);
  const entries = await listEntries(db, toolId);
  return presentTool(tool, { entries, moments: await listMoments(db, toolId) }, viewer);
}

/** The id of a client or related person who calls; professionals have no tools of their own. */
export function requireOwner({ account }: Pick<Caller, "account">): string {
  if (account.kind === "professional") throw new Refused("not-found");
  return account.id;
}

export async function listOwnTools({ database }: Pick<Deps, "database">, caller: Caller): Promise<ToolRow[]> {
  const accountId = requireOwner(caller);
  return (await findTools(database.db, accountId)).map((tool) => presentToolRow(tool, { as: "owner", accountId }));
}

export function readOwnTool({ database }: Pick<Deps, "database">, caller: Caller, toolId: string): Promise<ToolView> {
  const accountId = requireOwner(caller);
  return viewTool(database.db, accountId, toolId, { as: "owner", accountId });
}

/** R-05, T-06: titles and guides for who arranges, everything but the answers themselves for who treats. */
export function listClientTools(
  { database }: Pick<Deps, "database">,
  caller: Caller,
  clientId: string,
): Promise<{ tools: ToolRow[]; can: { assign: boolean } }> {
  return database.change(async ({ db, executor }) => {
    const open = await openClientAccount(db, caller, clientId);
    open.requireSection("tools");
    const viewer = professionalViewer(caller.accountId, open.access);
    const tools = await findTools(db, clientId);
    await open.log(executor, "viewed-tools");
    return {
      tools: tools.map((tool) => presentToolRow(tool, viewer)),
      can: { assign: mayWork(open.access) },
    };
  });
}

/** A tool with its answers, for who treats; each look is logged. To a secretary it isn't there. */
export function readClientTool(
  { database }: Pick<Deps, "database">,
  caller: Caller,
  { clientId, toolId }: { clientId: string; toolId: string },
): Promise<ToolView> {
  return database.change(async ({ db, executor }) => {
    const open = await openClientAccount(db, caller, clientId);
    open.requireSection("tools");
    if (!mayReadAnswers(open.access)) throw new Refused("not-found");
    const view = await viewTool(db, clientId, toolId, professionalViewer(caller.accountId, open.access));
    await open.log(executor, "viewed-answers", { tool: view.catalogueKey });
    return view;
  });
}
