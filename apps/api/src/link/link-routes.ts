import * as contract from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { Response } from "express";
import type { ApiApp, Deps } from "../deps.ts";
import { acceptLink, refuseLink } from "./answer-invitation.ts";
import { answerPermission, forClient, ofOneself, removeRecord, resendInvitation } from "./change-record.ts";
import { endOwnAccount } from "./end-own-account.ts";
import { inviteForClient, inviteForOneself } from "./invite-related-person.ts";
import { listOwnRelatedPersons, listRelatedPersons } from "./list-related-persons.ts";
import { changeOwnLink, endOwnLink, listLinks } from "./own-link.ts";

/** What a related person does with their own links. */
export function mountLinkRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.listOwnLinks, ({ caller }) => listLinks(deps, caller));

  mountRoute(app, contract.acceptLink, async ({ params, caller, response }) => {
    const { link, eventId } = await acceptLink(deps, caller, params.linkId);
    response.setHeader(contract.AFTER_HEADER, eventId);
    return link;
  });

  mountRoute(app, contract.refuseLink, ({ params, caller }) => refuseLink(deps, caller, params.linkId));

  mountRoute(app, contract.changeOwnLink, async ({ params, body, caller, response }) => {
    const { link, eventId } = await changeOwnLink(deps, caller, params.linkId, body);
    response.setHeader(contract.AFTER_HEADER, eventId);
    return link;
  });

  mountRoute(app, contract.endOwnLink, async ({ params, caller, response }) => {
    response.setHeader(contract.AFTER_HEADER, await endOwnLink(deps, caller, params.linkId));
  });

  mountRoute(app, contract.endOwnAccount, ({ body, caller }) => endOwnAccount(deps, caller, body.password));
}

/** What inviters do with the link records that they made. */
export function mountRelatedPersonRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.listRelatedPersons, ({ params, caller }) =>
    listRelatedPersons(deps, caller, params.clientId),
  );

  mountRoute(app, contract.inviteRelatedPerson, ({ params, body, caller }) =>
    inviteForClient(deps, caller, params.clientId, body),
  );

  mountRoute(app, contract.resendRelatedPersonInvitation, ({ params, caller }) =>
    resendInvitation(deps, forClient(caller, params.clientId, params.linkId)),
  );

  mountRoute(app, contract.removeRelatedPerson, async ({ params, caller, response }) => {
    tellAfter(response, await removeRecord(deps, forClient(caller, params.clientId, params.linkId)));
  });

  mountRoute(app, contract.listOwnRelatedPersons, ({ caller }) => listOwnRelatedPersons(deps, caller));

  mountRoute(app, contract.inviteOwnRelatedPerson, ({ body, caller }) => inviteForOneself(deps, caller, body));

  mountRoute(app, contract.resendOwnRelatedPersonInvitation, ({ params, caller }) =>
    resendInvitation(deps, ofOneself(caller, params.linkId)),
  );

  mountRoute(app, contract.removeOwnRelatedPerson, async ({ params, caller, response }) => {
    tellAfter(response, await removeRecord(deps, ofOneself(caller, params.linkId)));
  });

  mountRoute(app, contract.answerPermission, async ({ params, body, caller, response }) => {
    tellAfter(response, await answerPermission(deps, caller, params.linkId, body.answer));
  });
}

/** An invitation that nobody accepted is no tie: its end tells other services nothing. */
function tellAfter(response: Response, eventId: string | null): void {
  if (eventId !== null) response.setHeader(contract.AFTER_HEADER, eventId);
}
