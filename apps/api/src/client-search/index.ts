export { mountClientSearchRoutes } from "./client-search-routes.ts";
