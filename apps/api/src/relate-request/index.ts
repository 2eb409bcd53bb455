export { cancelAllPending } from "./cancel-relate-request.ts";
export { expireRelateRequests, relateRequestSweep } from "./expire-relate-requests.ts";
export { listRequestsOfClient } from "./list-relate-requests.ts";
export { presentRequest } from "./present-relate-request.ts";
export { mountRelateRequestRoutes } from "./relate-request-routes.ts";
export { listPendingOfClient, withNames } from "./relate-request-store.ts";
export { sendRelateRequest } from "./send-relate-request.ts";
