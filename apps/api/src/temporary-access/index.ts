export { endAllTemporaryAccess, endTemporaryAccess } from "./end-temporary-access.ts";
export { temporaryAccessSweep } from "./sweep.ts";
export { mountTemporaryAccessRoutes } from "./temporary-access-routes.ts";
export {
  countStandingAccess,
  listTakenSince,
  startTemporaryAccess,
  type TakenAccess,
} from "./temporary-access-store.ts";
