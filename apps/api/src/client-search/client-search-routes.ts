import {
  obtainTemporaryAccess as obtainTemporaryAccessRoute,
  searchOtherClients as searchOtherClientsRoute,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { obtainTemporaryAccess } from "./obtain-temporary-access.ts";
import { searchOtherClients } from "./search-clients.ts";

export function mountClientSearchRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, searchOtherClientsRoute, ({ body, caller }) => searchOtherClients(deps, caller, body));

  mountRoute(app, obtainTemporaryAccessRoute, ({ params, body, caller }) =>
    obtainTemporaryAccess(deps, caller, { ...params, ...body }),
  );
}
