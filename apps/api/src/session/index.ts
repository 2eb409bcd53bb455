export { createAuthenticator, readSession } from "./authenticate.ts";
export { mountSessionRoutes } from "./session-routes.ts";
export {
  endAllSessions,
  endOtherSessions,
  endSessionById,
  endSessionsOfAccount,
  listSessions,
  switchAccount,
} from "./session-store.ts";
export { sessionSweep, sweepSessions } from "./sweep.ts";
