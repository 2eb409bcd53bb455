export { mountOwnDataRoutes } from "./own-data-routes.ts";
