import * as contract from "@kring/domain/contract";
import { AFTER_HEADER } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { changeRoles } from "./change-roles.ts";
import { deactivateProfessional, offerSecondFactorReset, reactivateProfessional } from "./deactivate-professional.ts";
import { inviteProfessional } from "./invite-professional.ts";
import { listProfessionals, previewDeactivation, readProfessional } from "./read-professionals.ts";

export function mountProfessionalRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.listProfessionals, ({ query, caller }) => listProfessionals(deps, caller, query));

  mountRoute(app, contract.readProfessional, ({ params, caller }) =>
    readProfessional(deps, caller, params.professionalId),
  );

  mountRoute(app, contract.inviteProfessional, async ({ body, caller, response }) => {
    const { id, eventId } = await inviteProfessional(deps, caller, body);
    response.setHeader(AFTER_HEADER, eventId);
    return { id };
  });

  mountRoute(app, contract.changeRoles, async ({ params, body, caller, response }) => {
    const { professional, eventId } = await changeRoles(deps, caller, params.professionalId, body);
    if (eventId !== null) response.setHeader(AFTER_HEADER, eventId);
    return professional;
  });

  mountRoute(app, contract.previewDeactivation, ({ params, caller }) =>
    previewDeactivation(deps, caller, params.professionalId),
  );

  mountRoute(app, contract.deactivateProfessional, async ({ params, caller, response }) => {
    response.setHeader(AFTER_HEADER, await deactivateProfessional(deps, caller, params.professionalId));
  });

  mountRoute(app, contract.reactivateProfessional, async ({ params, caller, response }) => {
    response.setHeader(AFTER_HEADER, await reactivateProfessional(deps, caller, params.professionalId));
  });

  mountRoute(app, contract.offerSecondFactorReset, ({ params, caller }) =>
    offerSecondFactorReset(deps, caller, params.professionalId),
  );
}
