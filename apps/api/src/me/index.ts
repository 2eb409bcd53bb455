export { mountMeRoutes } from "./me-routes.ts";
