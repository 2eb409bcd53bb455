import { changeSetting as changeSettingRoute, listSettings as listSettingsRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { changeSetting } from "./change-setting.ts";
import { listSettings } from "./list-settings.ts";

export function mountSettingRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, listSettingsRoute, ({ caller }) => listSettings(deps, caller));

  mountRoute(app, changeSettingRoute, ({ params, body, caller }) =>
    changeSetting(deps, caller, params.key, body.value),
  );
}
