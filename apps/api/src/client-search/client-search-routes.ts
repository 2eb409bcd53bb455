import {
  obtainTemporaryAccess as obtainTemporaryAccessRoute,
  requestRelationFromSearch as requestRelationFromSearchRoute,
  searchOtherClients as searchOtherClientsRoute,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { obtainTemporaryAccess } from "./obtain-temporary-access.ts";
import { requestRelationFromSearch } from "./request-relation.ts";
import { searchOtherClients } from "./search-clients.ts";

export function mountClientSearchRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, searchOtherClientsRoute, ({ body, caller }) => searchOtherClients(deps, caller, body));

  mountRoute(app, requestRelationFromSearchRoute, ({ params, body, caller }) =>
    requestRelationFromSearch(deps, caller, { ...params, ...body }),
  );

  mountRoute(app, obtainTemporaryAccessRoute, ({ params, body, caller }) =>
    obtainTemporaryAccess(deps, caller, { ...params, ...body }),
  );
}
