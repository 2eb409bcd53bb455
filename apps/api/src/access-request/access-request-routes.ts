import { decideAccess as decideRoute, listEscalatedAccess as listRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { decideAccess, listEscalatedAccess } from "./escalated-access.ts";

export function mountAccessRequestRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, listRoute, ({ caller }) => listEscalatedAccess(deps, caller));

  mountRoute(app, decideRoute, ({ params, body, caller }) => decideAccess(deps, caller, params.requestId, body));
}
