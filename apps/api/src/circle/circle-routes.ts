import { readCircle as readCircleRoute, wishRelationEnded as wishRelationEndedRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { readCircle } from "./read-circle.ts";
import { wishRelationEnded } from "./wish-relation-ended.ts";

export function mountCircleRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, readCircleRoute, ({ caller }) => readCircle(deps, caller));

  mountRoute(app, wishRelationEndedRoute, ({ params, body, caller }) =>
    wishRelationEnded(deps, caller, { ...params, ...body }),
  );
}
