export { mountContactHistoryRoutes } from "./contact-history-routes.ts";
export { readOwnHistory } from "./read-contact-history.ts";
