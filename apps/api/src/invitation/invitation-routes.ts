import * as contract from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { acceptInvitation, readInvitation } from "./accept-invitation.ts";

export function mountInvitationRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.readInvitation, ({ body }) => readInvitation(deps, body.token));

  mountRoute(app, contract.acceptInvitation, ({ body, request }) => acceptInvitation(deps, request, body));
}
