import * as contract from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { confirmSecondFactorReset } from "./reset-second-factor.ts";
import { confirmSecondFactor, removeSecondFactor, renewRecoveryCodes, startSecondFactor } from "./second-factor.ts";

export function mountSecondFactorRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, contract.startSecondFactor, ({ body, caller, request }) =>
    startSecondFactor(deps, request, caller, body.password),
  );

  mountRoute(app, contract.confirmSecondFactor, ({ body, caller, request }) =>
    confirmSecondFactor(deps, request, caller, body.code),
  );

  mountRoute(app, contract.removeSecondFactor, ({ body, caller }) => removeSecondFactor(deps, caller, body.password));

  mountRoute(app, contract.renewRecoveryCodes, async ({ body, caller, request }) => ({
    recoveryCodes: await renewRecoveryCodes(deps, request, caller, body.password),
  }));

  mountRoute(app, contract.confirmSecondFactorReset, ({ body }) => confirmSecondFactorReset(deps, body.token));
}
