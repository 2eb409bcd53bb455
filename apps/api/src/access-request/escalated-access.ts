import {
  AccountId,
  decideEscalatedAccess,
  type decideAccess as decideRoute,
  type EscalatedAccessRequest,
  type listEscalatedAccess as listRoute,
  Refused,
  readEscalatedAccess,
} from "@kring/domain/contract";
import type { z } from "zod";
import { readNames, requireRole } from "../account/index.ts";
import { askRealtime, haveRealtime } from "../conversation/index.ts";
import type { Caller, Deps } from "../deps.ts";

type AccessDeps = Pick<Deps, "config" | "database" | "logger">;

/** Requests that wait for an application manager: client, professionals, dates and reasons, and nothing else (V-05). */
export async function listEscalatedAccess(
  deps: AccessDeps,
  { account }: Caller,
): Promise<z.output<typeof listRoute.response>> {
  requireRole(account, "application-manager");
  const { requests } = await answered(deps, askRealtime(deps, readEscalatedAccess));
  const names = await readNames(deps.database.db, [
    ...requests.flatMap(({ clientId, professionalIds, declined }) => [
      clientId,
      ...professionalIds,
      ...(declined ? [declined.professionalId] : []),
    ]),
  ]);
  const person = (id: AccountId) => ({ id, name: names.get(id) ?? "" });
  return {
    requests: requests.map(
      ({ clientId, professionalIds, declined, ...request }): EscalatedAccessRequest => ({
        ...request,
        client: person(clientId),
        professionals: professionalIds.map(person),
        declined: declined && { by: person(declined.professionalId), at: declined.at, reason: declined.reason },
      }),
    ),
  };
}

/** Grants, or records the ground on which it stays closed. What comes of it is told by the conversations service. */
export async function decideAccess(
  deps: AccessDeps,
  { account }: Caller,
  requestId: string,
  decision: z.output<typeof decideRoute.body>,
): Promise<void> {
  requireRole(account, "application-manager");
  const body = {
    applicationManagerId: AccountId.parse(account.id),
    answer: decision.answer,
    ground: decision.answer === "grant" ? "" : decision.ground,
  };
  await answered(deps, haveRealtime(deps, decideEscalatedAccess, { params: { requestId }, body }));
}

/** A refusal of the conversations service stays what it is; anything else is that it can't be reached. */
async function answered<Answer>({ logger }: Pick<Deps, "logger">, asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Refused) throw error;
    logger.warn({ err: error }, "the conversations service did not answer about requests for access");
    throw new Refused("unavailable", { retryAfterMs: 1_000 });
  }
}
