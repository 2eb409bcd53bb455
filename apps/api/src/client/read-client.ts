import { clientAbilities, sectionsOf, stateOf } from "@kring/domain";
import { AccountId, type ClientDetails, type ClientHead, Refused } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import { type OpenClientAccount, openClientAccount } from "../client-account/index.ts";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { findLatestInvitation } from "../invitation/index.ts";
import { countRelatedPersons, readDetails } from "./client-store.ts";

/** The head of a client account: who, on what ground one is here, what one can do. */
export async function readClient({ database: { db } }: Deps, caller: Caller, clientId: string): Promise<ClientHead> {
  const open = await openClientAccount(db, caller, clientId);
  await open.log(prismaExecutor(db), "viewed-account");
  return presentHead(db, open);
}

/** Where the account itself stands. */
export async function readState(db: Db, { client }: OpenClientAccount) {
  const latest = await findLatestInvitation(db, client.id);
  return {
    state: stateOf({ active: client.active, activated: client.signInId !== null }),
    invited: latest !== null && latest.acceptedAt === null && latest.endedAt === null,
  };
}

async function presentHead(db: Db, open: OpenClientAccount): Promise<ClientHead> {
  const { client, access } = open;
  const sections = sectionsOf(access);
  const account = await readState(db, open);
  return {
    id: AccountId.parse(client.id),
    name: client.name,
    clientNumber: client.clientNumber,
    born: client.born,
    state: account.state,
    ground: access.ground,
    since: access.since,
    until: access.until,
    sections: [...sections],
    relatedPersons: sections.includes("related-persons") ? await countRelatedPersons(db, client.id) : null,
    can: clientAbilities(access, account),
  };
}

/** Account details, for whom the ground opens that page. */
export async function readClientDetails(
  { database: { db } }: Deps,
  caller: Caller,
  clientId: string,
): Promise<ClientDetails> {
  const open = await openClientAccount(db, caller, clientId);
  open.requireSection("details");
  await open.log(prismaExecutor(db), "viewed-details");
  return presentDetails(db, clientId);
}

export async function presentDetails(db: Db, clientId: string): Promise<ClientDetails> {
  const row = await readDetails(db, clientId);
  if (!row) throw new Refused("not-found");
  const { invitedAt, invitedUntil } = row;
  return {
    name: row.name,
    email: row.email,
    born: row.born,
    clientNumber: row.clientNumber,
    createdAt: row.createdAt.getTime(),
    activatedAt: row.activatedAt?.getTime() ?? null,
    invitation: invitedAt && invitedUntil ? { sentAt: invitedAt.getTime(), expiresAt: invitedUntil.getTime() } : null,
  };
}
