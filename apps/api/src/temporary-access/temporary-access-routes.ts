import { endTemporaryAccess } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { endOwnTemporaryAccess } from "./end-temporary-access.ts";

export function mountTemporaryAccessRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, endTemporaryAccess, ({ params, caller }) => endOwnTemporaryAccess(deps, caller, params.clientId));
}
