import * as contract from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import { sendCookies } from "../auth/index.ts";
import type { ApiApp, Deps } from "../deps.ts";
import { acceptInvitation, readInvitation } from "./accept-invitation.ts";

export function mountInvitationRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.readInvitation, ({ body }) => readInvitation(deps, body.token));

  mountRoute(app, contract.acceptInvitation, async ({ body, request, response }) => {
    const { cookies } = await acceptInvitation(deps, request, body);
    sendCookies(response, cookies);
  });
}
