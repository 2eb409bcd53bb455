export { mountCircleRoutes } from "./circle-routes.ts";
export { readCircle } from "./read-circle.ts";
