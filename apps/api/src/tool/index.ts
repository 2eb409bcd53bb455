export { leaveUnguided, listGuidedTools, moveTools } from "./guide-store.ts";
export { mountToolRoutes } from "./tool-routes.ts";
export { findTools } from "./tool-store.ts";
