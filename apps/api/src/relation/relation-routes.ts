import {
  AFTER_HEADER,
  breakRelation as breakRelationRoute,
  findColleagues as findColleaguesRoute,
  previewRelationEnding as previewRelationEndingRoute,
  relateTherapist as relateTherapistRoute,
  transferTools as transferToolsRoute,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { breakRelation } from "./break-relation.ts";
import { findColleagues } from "./find-colleagues.ts";
import { previewRelationEnding } from "./preview-ending.ts";
import { relateTherapist } from "./relate-therapist.ts";
import { transferTools } from "./transfer-tools.ts";

export function mountRelationRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, findColleaguesRoute, async ({ params, query, caller }) => ({
    colleagues: await findColleagues(deps, caller, params.clientId, query),
  }));

  mountRoute(app, relateTherapistRoute, async ({ params, body, caller, response }) => {
    response.setHeader(AFTER_HEADER, await relateTherapist(deps, caller, { ...params, ...body }));
  });

  mountRoute(app, transferToolsRoute, ({ params, body, caller }) =>
    transferTools(deps, caller, { ...params, ...body }),
  );

  mountRoute(app, previewRelationEndingRoute, ({ params, caller }) => previewRelationEnding(deps, caller, params));

  mountRoute(app, breakRelationRoute, async ({ params, body, caller, response }) => {
    response.setHeader(AFTER_HEADER, await breakRelation(deps, caller, { ...params, ...body }));
  });
}
