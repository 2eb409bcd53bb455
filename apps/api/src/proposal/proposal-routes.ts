import * as contract from "@kring/domain/contract";
import { AFTER_HEADER } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { acceptProposal, declineProposal, listProposals, proposeClient } from "./proposal.ts";

export function mountProposalRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.proposeClient, ({ body, caller }) => proposeClient(deps, caller, body));

  mountRoute(app, contract.listClientProposals, async ({ caller }) => ({
    proposals: await listProposals(deps, caller),
  }));

  mountRoute(app, contract.acceptClientProposal, async ({ params, body, caller, response }) => {
    const { id, eventId } = await acceptProposal(deps, caller, params.proposalId, body);
    response.setHeader(AFTER_HEADER, eventId);
    return { id };
  });

  mountRoute(app, contract.declineClientProposal, ({ params, caller }) =>
    declineProposal(deps, caller, params.proposalId),
  );
}
