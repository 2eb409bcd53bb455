export { mountAbsenceRoutes } from "./absence-routes.ts";
