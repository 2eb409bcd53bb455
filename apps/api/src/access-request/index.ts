export { mountAccessRequestRoutes } from "./access-request-routes.ts";
