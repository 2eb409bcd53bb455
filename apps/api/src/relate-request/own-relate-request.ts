import { type OwnRelateRequest, Refused, RelateRequestId, Role } from "@kring/domain/contract";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { countSeenRelatedPersons } from "../link/index.ts";
import { readOpenedByRequest } from "./own-request-store.ts";
import { findRequest, type StoredRequest, withNames } from "./relate-request-store.ts";

/** A relate request as its client reads it; nobody else finds it here. */
export async function readOwnRelateRequest(
  { database }: Deps,
  { accountId, account }: Caller,
  id: string,
): Promise<OwnRelateRequest> {
  const request = account.kind === "client" ? await findRequest(database.db, id) : null;
  if (request?.clientId !== accountId) throw new Refused("not-found");
  return presentOwnRequest(database.db, request);
}

/** who asks, the message written for the client, and exactly what opens. Never the motivation. */
export async function presentOwnRequest(db: Db, request: StoredRequest): Promise<OwnRelateRequest> {
  const { clientId, professionalId, senderId, transferFrom } = request;
  const [[named], opened, relatedPersons] = await Promise.all([
    withNames(db, [request]),
    readOpenedByRequest(db, { clientId, professionalId }),
    countSeenRelatedPersons(db, clientId),
  ]);
  const nameOf = (id: string) => named?.names.get(id) ?? "";
  return {
    id: RelateRequestId.parse(request.id),
    state: request.state,
    professional: { name: nameOf(professionalId), roles: opened.roles.flatMap(knownRole) },
    sender: { name: nameOf(senderId), role: request.senderRole, self: senderId === professionalId },
    transferFrom: transferFrom === null ? null : { name: nameOf(transferFrom) },
    message: request.message,
    at: request.createdAt.getTime(),
    expiresAt: request.expiresAt.getTime(),
    tools: opened.tools,
    relatedPersons,
  };
}

const knownRole = (role: string): Role[] => {
  const known = Role.safeParse(role);
  return known.success ? [known.data] : [];
};
