import { toSearchable } from "@kring/domain";
import { AccountId, Refused } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import { requireRole } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { Caller } from "../deps.ts";
import { appendLine } from "./append-line.ts";
import { findPeopleByName, isClient, type LineFilter } from "./log-store.ts";
import { type LinePage, readLines } from "./read-lines.ts";

/** The client whose lines are asked for, so that the client finds in their own history that somebody read it. */
export async function clientOfFilter(db: Db, { clientId }: LineFilter): Promise<string | null> {
  return clientId !== undefined && (await isClient(db, clientId)) ? clientId : null;
}

/** A page of the log for an application manager; beginning to read is logged. */
export async function readLogPage(
  db: Db,
  { account }: Caller,
  filter: LineFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<LinePage> {
  requireRole(account, "application-manager");
  const read = await readLines(db, "application-manager", filter, page);
  if (page.cursor === undefined) {
    await appendLine(prismaExecutor(db), {
      actor: { accountId: account.id, role: "application-manager" },
      action: "viewed-log",
      clientId: await clientOfFilter(db, filter),
      ground: "application-manager",
    });
  }
  return read;
}

/** Up to ten people to filter the log by. */
export async function findPeople(
  db: Db,
  { account }: Caller,
  { name, kind }: { name: string; kind: "actor" | "client" },
): Promise<{ id: AccountId; name: string; about: string }[]> {
  requireRole(account, "application-manager");
  const part = toSearchable(name);
  if (part.length < 3) throw new Refused("invalid-input", { fields: ["name"] });
  const people = await findPeopleByName(db, part, kind === "client" ? ["client"] : ["professional", "client"]);
  return people.map(({ id, name, roles, clientNumber }) => ({
    id: AccountId.parse(id),
    name,
    about: clientNumber ?? roles.join(", "),
  }));
}
