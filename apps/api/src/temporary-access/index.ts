export { endAllTemporaryAccess, endTemporaryAccess } from "./end-temporary-access.ts";
export { temporaryAccessSweep } from "./sweep.ts";
export { mountTemporaryAccessRoutes } from "./temporary-access-routes.ts";
export {
  countStandingAccess,
  listTakenSince,
  startTemporaryAccess,
} from "./temporary-access-store.ts";
