import { randomUUID } from "node:crypto";
import { mayCreateClients } from "@kring/domain";
import { AccountId, type Language, Refused } from "@kring/domain/contract";
import { createAccount } from "../account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { findAccountByAddress, lockAddress, sendInvitation } from "../invitation/index.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { insertDetails } from "./client-store.ts";

export interface NewClient {
  name: string;
  email: string;
  born: string;
  clientNumber: string;
  /** Of the invitation; the secretary's own where they chose none. */
  language?: Language | undefined;
}

/** Who acts as a secretary; everybody else finds nothing here. */
export function actAsSecretary({ account }: Caller): Acting {
  if (!mayCreateClients(account)) throw new Refused("not-found");
  return { accountId: account.id, role: "secretary", ground: "secretary" };
}

/** Makes a client account and invites its owner. */
export function createClient(
  deps: Deps,
  caller: Caller,
  client: NewClient,
): Promise<{ id: AccountId; eventId: string }> {
  const by = actAsSecretary(caller);
  return deps.database.change(async (change) => {
    const made = await makeClient(
      deps,
      change,
      { ...client, language: client.language ?? caller.account.signIn.language },
      by,
    );
    change.afterCommit(() => tellViewChanged(deps.nats, [by.accountId]));
    return made;
  });
}

/** The same within a change of its own. Another kind of account with this address changes nothing in the answer. */
export async function makeClient(
  deps: Deps,
  change: Change,
  { name, email, born, clientNumber, language }: NewClient,
  by: Acting,
): Promise<{ id: AccountId; eventId: string }> {
  const { db, executor } = change;
  await lockAddress(db, "client", email);
  if (await findAccountByAddress(db, "client", email)) throw new Refused("client-exists");
  const id = randomUUID();
  const eventId = await createAccount(change, { id, signInId: null, kind: "client", roles: [], name });
  await insertDetails(db, { accountId: id, clientNumber, born });
  await sendInvitation(deps, change, { accountId: id, email, invitedBy: by.accountId, language });
  await appendLine(executor, { actor: by, action: "created-client", clientId: id, ground: by.ground });
  return { id: AccountId.parse(id), eventId };
}
