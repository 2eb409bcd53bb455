import { decideRelateRequest, isSecretary, mayCancelRelateRequest, maySeeRelateRequest } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { findActiveAccount } from "../account/index.ts";
import { lockClient, lockClients } from "../client-account/index.ts";
import type { Change, Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { isRelated } from "../relation/index.ts";
import { closeRelateRequest } from "./close-relate-request.ts";
import {
  findRequest,
  isPointless,
  isRepeated,
  listPending,
  lockRequest,
  type StoredRequest,
} from "./relate-request-store.ts";

/** by its sender or any secretary; `request-not-open` where the client was first. */
export async function cancelRelateRequest(deps: Deps, caller: Caller, id: string): Promise<void> {
  const { accountId } = caller;
  await deps.database.change(async (change) => {
    const { db } = change;
    const found = caller.account.kind === "professional" ? await findRequest(db, id) : null;
    if (!found) throw new Refused("not-found");
    await lockClient(db, found.clientId);
    // A role may have gone while this waited for the lock.
    const account = await findActiveAccount(db, accountId);
    const viewer = { accountId, roles: account?.roles ?? [] };
    if (!account || !maySeeRelateRequest(viewer, found)) throw new Refused("not-found");
    if (!mayCancelRelateRequest(viewer, { ...found, state: "pending" })) throw new Refused("not-found");
    const request = await lockRequest(db, id);
    if (!request) throw new Refused("not-found");
    const facts = {
      state: request.state,
      expiresAt: request.expiresAt.getTime(),
      pointless: await isPointless(db, id),
    };
    const decision = decideRelateRequest("cancel", facts, Date.now());
    if (!decision.ok) throw new Refused(decision.code);
    const secretary = isSecretary(account);
    await writeCancellation(deps, change, request, {
      accountId,
      role: secretary ? "secretary" : "therapist",
      ground: secretary ? "secretary" : await groundOfSender(db, request),
    });
  });
}

/** A sender who is no longer related may still take back what they sent. */
async function groundOfSender(
  db: Db,
  { clientId, senderId, professionalId }: StoredRequest,
): Promise<Acting["ground"]> {
  if (senderId === professionalId) return "search";
  return (await isRelated(db, clientId, senderId)) ? "relation" : "platform";
}

/**
 * cancels all that is pending, with the setting that allowed it; accepts none. The caller has switched the setting off
 * in this change and locked nothing else. Gives how many there were.
 */
export async function cancelAllPending(deps: Pick<Deps, "jobs" | "nats">, change: Change, by: Acting): Promise<number> {
  const before = await listPending(change.db);
  await lockClients(
    change.db,
    before.map(({ clientId }) => clientId),
  );
  // Those that a client answered before the lock are no longer pending.
  const pending = await listPending(change.db);
  for (const request of pending) await writeCancellation(deps, change, request, by);
  return pending.length;
}

async function writeCancellation(
  deps: Pick<Deps, "jobs" | "nats">,
  change: Change,
  request: StoredRequest,
  by: Acting,
): Promise<void> {
  const { clientId, professionalId, senderId } = request;
  await closeRelateRequest(deps, change, request, { state: "cancelled", by: by.accountId });
  await appendLine(change.executor, {
    actor: by,
    action: "cancelled-relate-request",
    clientId,
    ground: by.ground,
    details: { professionalId },
  });
  const mail = !(await isRepeated(change.db, request));
  await notify(deps, change, "relate-request-cancelled", clientId, "/circle", { mail });
  // Who sent it and did not take it back themself waits for an answer that will not come.
  if (by.accountId !== senderId) await notify(deps, change, "relate-request-cancelled", senderId, "/requests");
}
