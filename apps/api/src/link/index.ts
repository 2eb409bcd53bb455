export { mountLinkRoutes } from "./link-routes.ts";
export { createLink } from "./link-store.ts";
