import { clientAbilities } from "@kring/domain";
import {
  type ClientDetails,
  type changeClientDetails as changeRoute,
  type LogAction,
  Refused,
} from "@kring/domain/contract";
import type { z } from "zod";
import { tellAccountChanged } from "../account/index.ts";
import { listOnlookers, lockClient, type OpenClientAccount, openClientAccount } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import {
  endInvitation,
  findAccountByAddress,
  findLatestInvitation,
  lockAddress,
  renameAccount,
  sendInvitation,
} from "../invitation/index.ts";
import { tellViewChanged } from "../live/index.ts";
import { writeDetails } from "./client-store.ts";
import { presentDetails, readState } from "./read-client.ts";

/** Opens a client account for a secretary's change of it, with the account locked. */
export async function openForArranging(change: Change, caller: Caller, clientId: string) {
  // The lock comes first, and tells nobody anything: outside and absent are judged alike after it.
  await lockClient(change.db, clientId);
  const open = await openClientAccount(change.db, caller, clientId);
  open.requireArranging();
  const account = await readState(change.db, open);
  return { open, can: clientAbilities(open.access, account), state: account.state };
}

/** After the commit, whoever shows this account reads it again. */
export async function tellOnlookers({ nats }: Deps, { db, afterCommit }: Change, clientId: string): Promise<void> {
  const onlookers = await listOnlookers(db, clientId);
  afterCommit(() => tellViewChanged(nats, onlookers));
}

/** Corrects details; the address only before activation, which voids the old link. */
export function changeClientDetails(
  deps: Deps,
  caller: Caller,
  clientId: string,
  { name, born, clientNumber, email }: z.output<typeof changeRoute.body>,
): Promise<{ details: ClientDetails; eventId: string | null }> {
  return deps.database.change(async (change) => {
    const { db, executor } = change;
    const { open, can, state } = await openForArranging(change, caller, clientId);
    if (!can.changeDetails) throw new Refused("not-found");
    const now = await presentDetails(db, clientId);
    if (email !== undefined && email !== now.email) {
      if (!can.correctEmail) throw new Refused(state === "active" ? "already-activated" : "not-found");
      await correctEmail(deps, change, open, email);
    }
    const fields = [
      ...(name !== undefined && name !== now.name ? ["name"] : []),
      ...(born !== undefined && born !== now.born ? ["born"] : []),
      ...(clientNumber !== undefined && clientNumber !== now.clientNumber ? ["clientNumber"] : []),
    ];
    if (fields.length > 0) await open.log(executor, "changed-details", { fields });
    if (born !== undefined || clientNumber !== undefined) await writeDetails(db, clientId, { born, clientNumber });
    let eventId: string | null = null;
    if (name !== undefined && name !== now.name) {
      await renameAccount(db, clientId, name);
      eventId = await tellAccountChanged(change, clientId);
    }
    await tellOnlookers(deps, change, clientId);
    return { details: await presentDetails(db, clientId), eventId };
  });
}

async function correctEmail(deps: Deps, change: Change, open: OpenClientAccount, email: string): Promise<void> {
  const { client, acting } = open;
  await lockAddress(change.db, "client", email);
  const known = await findAccountByAddress(change.db, "client", email);
  if (known && known.id !== client.id) throw new Refused("client-exists");
  await sendInvitation(deps, change, { accountId: client.id, email, invitedBy: acting.accountId });
  await open.log(change.executor, "corrected-email");
}

/** Sends the invitation again, with a new link. */
export const resendClientInvitation = (deps: Deps, caller: Caller, clientId: string): Promise<void> =>
  changeInvitation(deps, caller, clientId, { ability: "resendInvitation", action: "sent-invitation" });

/** Withdraws the invitation; the account stays, without a way in. */
export const withdrawClientInvitation = (deps: Deps, caller: Caller, clientId: string): Promise<void> =>
  changeInvitation(deps, caller, clientId, { ability: "withdrawInvitation", action: "withdrew-invitation" });

async function changeInvitation(
  deps: Deps,
  caller: Caller,
  clientId: string,
  { ability, action }: { ability: "resendInvitation" | "withdrawInvitation"; action: LogAction },
): Promise<void> {
  await deps.database.change(async (change) => {
    const { open, can, state } = await openForArranging(change, caller, clientId);
    if (!can[ability]) throw new Refused(state === "active" ? "already-activated" : "not-found");
    if (ability === "withdrawInvitation") await endInvitation(change.db, clientId);
    else {
      const email = (await findLatestInvitation(change.db, clientId))?.email;
      if (email === undefined) throw new Refused("not-found");
      await sendInvitation(deps, change, { accountId: clientId, email, invitedBy: open.acting.accountId });
    }
    await open.log(change.executor, action);
    await tellOnlookers(deps, change, clientId);
  });
}
