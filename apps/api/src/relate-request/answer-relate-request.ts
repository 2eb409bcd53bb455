import { decideRelateRequest } from "@kring/domain";
import { type OwnRelateRequest, Refused } from "@kring/domain/contract";
import { lockClient } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { handOver, holdTherapist, makeRelation } from "../relation/index.ts";
import { closeRelateRequest } from "./close-relate-request.ts";
import { presentOwnRequest } from "./own-relate-request.ts";
import { isPointless, lockRequest, type StoredRequest } from "./relate-request-store.ts";

/** The client's answer: one outcome, whoever races. Gives the request, and the id of the event where one was told. */
export function answerRelateRequest(
  deps: Deps,
  { accountId, account }: Caller,
  { requestId, answer }: { requestId: string; answer: "accept" | "reject" },
): Promise<{ request: OwnRelateRequest; eventId: string | null }> {
  return deps.database.change(async (change) => {
    const { db, executor } = change;
    if (account.kind !== "client") throw new Refused("not-found");
    await lockClient(db, accountId);
    const request = await lockRequest(db, requestId);
    if (request?.clientId !== accountId) throw new Refused("not-found");
    const { professionalId } = request;
    const therapist = await holdTherapist(db, professionalId);
    const pointless = !therapist || (await isPointless(db, requestId));
    const facts = { state: request.state, expiresAt: request.expiresAt.getTime(), pointless };
    const decision = decideRelateRequest(answer, facts, Date.now());
    if (!decision.ok) throw new Refused(decision.code);
    const state = answer === "accept" ? "accepted" : "rejected";
    const by: Acting = { accountId, role: "client", ground: "own-account" };
    await appendLine(executor, {
      actor: by,
      action: `${state}-relate-request`,
      clientId: accountId,
      ground: by.ground,
      details: { professionalId },
    });
    const eventId = state === "accepted" ? await carryOut(deps, change, request, by) : null;
    await closeRelateRequest(deps, change, request, { state, by: accountId });
    await tellOfAnswer(deps, change, request, state);
    return { request: await presentOwnRequest(db, { ...request, state, decidedAt: new Date() }), eventId };
  });
}

/** Q-01, T-05: what the client agreed to, all of it together. */
async function carryOut(deps: Deps, change: Change, request: StoredRequest, by: Acting): Promise<string> {
  const { clientId, professionalId, transferFrom } = request;
  if (transferFrom === null) return makeRelation(deps, change, { clientId, professionalId, by });
  const handing = { clientId, from: transferFrom, to: professionalId, related: false, by };
  const ended = await handOver(deps, change, handing);
  if (!ended) throw new Refused("request-not-open");
  change.afterCommit(() => tellViewChanged(deps.nats, ended.tell));
  return ended.eventId;
}

/** the professional gets a mail, and the sender if that is another. */
async function tellOfAnswer(
  deps: Deps,
  change: Change,
  { clientId, professionalId, senderId, transferFrom }: StoredRequest,
  state: "accepted" | "rejected",
): Promise<void> {
  const kind = `relate-request-${state}` as const;
  await notify(deps, change, kind, professionalId, state === "accepted" ? `/clients/${clientId}` : "/requests");
  if (senderId === professionalId) return;
  const left = state === "accepted" && senderId === transferFrom;
  await notify(deps, change, kind, senderId, left ? "/requests" : `/clients/${clientId}/professionals`);
}
