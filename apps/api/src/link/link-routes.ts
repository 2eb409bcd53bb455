import {
  AFTER_HEADER,
  changeOwnLink as changeOwnLinkRoute,
  endOwnLink as endOwnLinkRoute,
  listOwnLinks as listOwnLinksRoute,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { listOwnLinks } from "./link-store.ts";
import { changeOwnLink, endOwnLink, presentOwnLink } from "./own-link.ts";

export function mountLinkRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, listOwnLinksRoute, async ({ caller }) => ({
    links: (await listOwnLinks(deps.database.db, caller.accountId)).map(presentOwnLink),
    invitations: [],
  }));

  mountRoute(app, changeOwnLinkRoute, async ({ params, body, caller, response }) => {
    const { link, eventId } = await changeOwnLink(deps, caller, params.linkId, body);
    response.setHeader(AFTER_HEADER, eventId);
    return link;
  });

  mountRoute(app, endOwnLinkRoute, async ({ params, caller, response }) => {
    response.setHeader(AFTER_HEADER, await endOwnLink(deps, caller, params.linkId));
  });
}
