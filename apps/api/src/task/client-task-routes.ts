import { listClientTasks as listClientTasksRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { listClientTasks } from "./list-client-tasks.ts";

export function mountClientTaskRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, listClientTasksRoute, ({ params, caller }) => listClientTasks(deps, caller, params.clientId));
}
