import * as contract from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { cancelAbsence, registerAbsence } from "./absence.ts";

export function mountAbsenceRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.registerAbsence, ({ body, caller }) => registerAbsence(deps, caller, body));

  mountRoute(app, contract.cancelAbsence, ({ caller }) => cancelAbsence(deps, caller));
}
