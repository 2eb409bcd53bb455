export { mountContactHistoryRoutes } from "./contact-history-routes.ts";
