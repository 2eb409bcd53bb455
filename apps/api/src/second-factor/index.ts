export { sendSecondFactorReset } from "./reset-second-factor.ts";
export { mountSecondFactorRoutes } from "./second-factor-routes.ts";
