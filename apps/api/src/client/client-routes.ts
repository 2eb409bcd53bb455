import * as contract from "@kring/domain/contract";
import { AFTER_HEADER } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { changeClientDetails, resendClientInvitation, withdrawClientInvitation } from "./change-client.ts";
import { createClient } from "./create-client.ts";
import { deactivateClient, reactivateClient } from "./deactivate-client.ts";
import { listClients } from "./list-clients.ts";
import { offerSecondFactorReset } from "./offer-second-factor-reset.ts";
import { readClient, readClientDetails } from "./read-client.ts";

export function mountClientRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.listClients, ({ query, caller }) => listClients(deps, caller, query));

  mountRoute(app, contract.readClient, ({ params, caller }) => readClient(deps, caller, params.clientId));

  mountRoute(app, contract.readClientDetails, ({ params, caller }) => readClientDetails(deps, caller, params.clientId));

  mountRoute(app, contract.changeClientDetails, async ({ params, body, caller, response }) => {
    const { details, eventId } = await changeClientDetails(deps, caller, params.clientId, body);
    if (eventId !== null) response.setHeader(AFTER_HEADER, eventId);
    return details;
  });

  mountRoute(app, contract.createClient, async ({ body, caller, response }) => {
    const { id, eventId } = await createClient(deps, caller, body);
    response.setHeader(AFTER_HEADER, eventId);
    return { id };
  });

  mountRoute(app, contract.resendClientInvitation, ({ params, caller }) =>
    resendClientInvitation(deps, caller, params.clientId),
  );

  mountRoute(app, contract.withdrawClientInvitation, ({ params, caller }) =>
    withdrawClientInvitation(deps, caller, params.clientId),
  );

  mountRoute(app, contract.offerClientSecondFactorReset, ({ params, caller }) =>
    offerSecondFactorReset(deps, caller, params.clientId),
  );

  mountRoute(app, contract.deactivateClient, async ({ params, caller, response }) => {
    response.setHeader(AFTER_HEADER, await deactivateClient(deps, caller, params.clientId));
  });

  mountRoute(app, contract.reactivateClient, async ({ params, caller, response }) => {
    response.setHeader(AFTER_HEADER, await reactivateClient(deps, caller, params.clientId));
  });
}
