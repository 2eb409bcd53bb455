export { mountSecondFactorRoutes } from "./second-factor-routes.ts";
