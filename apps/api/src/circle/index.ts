export { mountCircleRoutes } from "./circle-routes.ts";
