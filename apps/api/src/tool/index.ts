export { leaveUnguided, listGuidedTools, moveTools } from "./guide-store.ts";
export { listOwnTools, readOwnTool } from "./read-tools.ts";
export { mountToolRoutes } from "./tool-routes.ts";
export { findTools } from "./tool-store.ts";
