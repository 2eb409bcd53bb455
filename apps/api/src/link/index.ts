export { mountLinkRoutes } from "./link-routes.ts";
export { createLink, endLinksOfInviter } from "./link-store.ts";
