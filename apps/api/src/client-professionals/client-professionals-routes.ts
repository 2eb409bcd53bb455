import { readClientProfessionals as readClientProfessionalsRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { readClientProfessionals } from "./read-client-professionals.ts";

export function mountClientProfessionalsRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, readClientProfessionalsRoute, ({ params, caller }) =>
    readClientProfessionals(deps, caller, params.clientId),
  );
}
