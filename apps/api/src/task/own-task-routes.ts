import { finishTask as finishTaskRoute, listTasks as listTasksRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { finishTask, listOwnTasks } from "./own-tasks.ts";

export function mountOwnTaskRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, listTasksRoute, async ({ caller }) => ({ tasks: await listOwnTasks(deps, caller) }));

  mountRoute(app, finishTaskRoute, ({ params, caller }) => finishTask(deps, caller, params.taskId));
}
