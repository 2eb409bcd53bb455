import { mayCancelRelateRequest } from "@kring/domain";
import { AccountId, RelateRequestId, type RelateRequestRow } from "@kring/domain/contract";
import type { Caller } from "../deps.ts";
import type { NamedRequest } from "./relate-request-store.ts";

/** A request as a professional sees it; neither its message nor a motivation. */
export function presentRequest(request: NamedRequest, { account }: Pick<Caller, "account">): RelateRequestRow {
  const { names, senderId, state, transferFrom } = request;
  const person = (id: string) => ({ id: AccountId.parse(id), name: names.get(id) ?? "" });
  return {
    id: RelateRequestId.parse(request.id),
    client: person(request.clientId),
    professional: person(request.professionalId),
    sender: { ...person(senderId), you: senderId === account.id },
    transferFrom: transferFrom === null ? null : person(transferFrom),
    state,
    at: request.createdAt.getTime(),
    expiresAt: request.expiresAt.getTime(),
    decidedAt: request.decidedAt?.getTime() ?? null,
    can: { cancel: mayCancelRelateRequest({ accountId: account.id, roles: account.roles }, { senderId, state }) },
  };
}
