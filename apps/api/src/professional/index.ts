export { mountProfessionalRoutes } from "./professional-routes.ts";
