import { mayRelate, RELATE_REQUEST_LASTS, refuseSending, roleOfArranger } from "@kring/domain";
import { Refused, type RelateRequestRow } from "@kring/domain/contract";
import { listOnlookers, lockClient, openClientAccount } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { holdTherapist, isRelated } from "../relation/index.ts";
import { holdSetting } from "../setting/index.ts";
import { addTask } from "../task/index.ts";
import { presentRequest } from "./present-relate-request.ts";
import {
  insertRequest,
  isPending,
  isRepeated,
  readLastRejection,
  type StoredRequest,
  withNames,
} from "./relate-request-store.ts";

export interface RequestToSend {
  clientId: string;
  professionalId: string;
  by: Acting;
  senderRole: "therapist" | "secretary";
  /** Written for the client. */
  message: string;
  /** Who hands the client over on acceptance (T-05). */
  transferFrom?: string;
  /** For oneself, from a search outside the caseload: with the motivation of that search, for the log only. */
  self?: { motivation: string };
}

/**
 * Puts a relate request before the client. `not-found` while the setting is off. Call it before the change locks
 * anything, or hold the setting `relate-requests` first, then the client.
 */
export async function sendRelateRequest(
  deps: Pick<Deps, "jobs" | "nats">,
  change: Change,
  { clientId, professionalId, by, senderRole, message, transferFrom, self }: RequestToSend,
): Promise<StoredRequest> {
  const { db, executor } = change;
  if (!(await holdSetting(db, "relate-requests"))) throw new Refused("not-found");
  const client = await lockClient(db, clientId);
  const now = Date.now();
  const refusal = refuseSending(
    {
      senderId: by.accountId,
      professionalId,
      professionalIsTherapist: (await holdTherapist(db, professionalId)) !== null,
      clientIsActive: client?.active ?? false,
      alreadyRelated: await isRelated(db, clientId, professionalId),
      alreadyPending: await isPending(db, clientId, professionalId),
      self: self !== undefined,
      lastRejectedAt: await readLastRejection(db, clientId, professionalId),
    },
    now,
  );
  if (refusal) throw new Refused(refusal);
  const expiresAt = new Date(now + RELATE_REQUEST_LASTS);
  const request = await insertRequest(db, {
    clientId,
    professionalId,
    senderId: by.accountId,
    senderRole,
    transferFrom: transferFrom ?? null,
    message,
    expiresAt,
  });
  await addTask(db, {
    kind: "answer-relate-request",
    assigneeId: clientId,
    clientId,
    professionalId,
    requestId: request.id,
    until: expiresAt,
  });
  await appendLine(executor, {
    actor: by,
    action: "sent-relate-request",
    clientId,
    ground: by.ground,
    motivation: self?.motivation ?? null,
    details: { professionalId, until: expiresAt.getTime() },
  });
  const mail = !(await isRepeated(db, request));
  await notify(deps, change, "relate-request", clientId, `/requests/${request.id}`, { mail });
  const tell = [...(await listOnlookers(db, clientId)), professionalId];
  change.afterCommit(() => tellViewChanged(deps.nats, tell));
  return request;
}

/** A secretary, or a related therapist, asks the client for a colleague. */
export function requestRelation(
  deps: Deps,
  caller: Caller,
  { clientId, professionalId, message }: { clientId: string; professionalId: string; message: string },
): Promise<RelateRequestRow> {
  return deps.database.change(async (change) => {
    const { db } = change;
    const on = await holdSetting(db, "relate-requests");
    await lockClient(db, clientId);
    const client = await openClientAccount(db, caller, clientId);
    client.requireWorkOrArranging();
    if (!on || !mayRelate(client.access)) throw new Refused("not-found");
    const request = await sendRelateRequest(deps, change, {
      clientId,
      professionalId,
      by: client.acting,
      senderRole: roleOfArranger(client.access),
      message,
    });
    const [named] = await withNames(db, [request]);
    if (!named) throw new Refused("not-found");
    return presentRequest(named, caller);
  });
}
