import { abilitiesOnRelation, refuseRelating, roleOfArranger } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import { lockClient, openClientAccount } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { sendRelateRequest } from "../relate-request/index.ts";
import { handOver, holdTherapist, isRelated } from "../relation/index.ts";
import { holdSetting } from "../setting/index.ts";

export interface ClientTransfer {
  clientId: string;
  /** Who hands the client over. */
  from: string;
  to: string;
  /** For the client, where they decide. */
  message: string;
}

/** What came of it; the id of the event where the client was handed over. */
export type TransferOutcome = { state: "transferred"; eventId: string } | { state: "requested" };

/**
 * T-05: relates the colleague, moves all tools and breaks the relation, all or nothing; where the client decides on a relation,
 * it asks them, and their acceptance does all three. The change must not have locked anything that others lock after a client.
 */
export async function transferClient(
  deps: Pick<Deps, "database" | "jobs" | "nats">,
  change: Change,
  caller: Pick<Caller, "account">,
  { clientId, from, to, message }: ClientTransfer,
): Promise<TransferOutcome> {
  const { db } = change;
  const viewerId = caller.account.id;
  const clientDecides = await holdSetting(db, "relate-requests");
  await lockClient(db, clientId);
  const client = await openClientAccount(db, caller, clientId);
  client.requireWorkOrArranging();
  const { transferClient: may } = abilitiesOnRelation(client.access, { viewerId, professionalId: from });
  if (!may || !(await isRelated(db, clientId, from))) throw new Refused("not-found");
  const targetIsTherapist = to !== from && (await holdTherapist(db, to)) !== null;
  const related = await isRelated(db, clientId, to);
  const facts = { actorId: viewerId, targetId: to, targetIsTherapist, alreadyRelated: related, clientDecides };
  const refusal = refuseRelating(facts);
  const by = client.acting;
  if (refusal === "client-must-agree") {
    const senderRole = roleOfArranger(client.access);
    await sendRelateRequest(deps, change, {
      clientId,
      professionalId: to,
      by,
      senderRole,
      message,
      transferFrom: from,
    });
    return { state: "requested" };
  }
  if (refusal && refusal !== "already-done") throw new Refused(refusal);
  const ended = await handOver(deps, change, { clientId, from, to, related, by });
  if (!ended) throw new Refused("not-found");
  change.afterCommit(() => tellViewChanged(deps.nats, ended.tell));
  return { state: "transferred", eventId: ended.eventId };
}
