import { catalogue } from "@kring/domain";
import {
  assignTool as assignToolRoute,
  changeToolGuide,
  giveFeedback as giveFeedbackRoute,
  listClientTools as listClientToolsRoute,
  listOwnTools as listOwnToolsRoute,
  readCatalogue,
  readClientTool as readClientToolRoute,
  readOwnCatalogue as readOwnCatalogueRoute,
  readOwnTool as readOwnToolRoute,
  saveToolPage,
  startOwnTool as startOwnToolRoute,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { assignTool } from "./assign-tool.ts";
import { changeGuide } from "./change-guide.ts";
import { giveFeedback } from "./give-feedback.ts";
import { listClientTools, listOwnTools, readClientTool, readOwnTool } from "./read-tools.ts";
import { savePage } from "./save-page.ts";
import { readOwnCatalogue, startOwnTool } from "./start-own-tool.ts";

export function mountToolRoutes(app: ApiApp, deps: Deps): void {
  // These are a client's tools; related persons have a catalogue of their own (P-08).
  mountRoute(app, readCatalogue, ({ caller }) => ({
    tools: caller.account.kind === "related-person" ? [] : [...catalogue],
  }));

  mountRoute(app, listOwnToolsRoute, async ({ caller }) => ({ tools: await listOwnTools(deps, caller) }));
  mountRoute(app, readOwnToolRoute, ({ params, caller }) => readOwnTool(deps, caller, params.toolId));
  mountRoute(app, saveToolPage, ({ params: { toolId, entry, pageKey }, body, caller }) =>
    savePage(deps, caller, toolId, { entry, pageKey, ...body }),
  );

  mountRoute(app, readOwnCatalogueRoute, ({ caller }) => ({ tools: readOwnCatalogue(caller) }));
  mountRoute(app, startOwnToolRoute, ({ body, caller }) => startOwnTool(deps, caller, body.catalogueKey));

  mountRoute(app, listClientToolsRoute, ({ params, caller }) => listClientTools(deps, caller, params.clientId));
  mountRoute(app, readClientToolRoute, ({ params, caller }) => readClientTool(deps, caller, params));
  mountRoute(app, assignToolRoute, ({ params, body, caller }) => assignTool(deps, caller, params.clientId, body));
  mountRoute(app, changeToolGuide, ({ params, body, caller }) => changeGuide(deps, caller, params, body.guided));
  mountRoute(app, giveFeedbackRoute, ({ params, body, caller }) => giveFeedback(deps, caller, params, body));
}
