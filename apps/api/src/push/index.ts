export { deliverPush } from "./deliver-push.ts";
export { mountPushRoutes } from "./push-routes.ts";
export { findMissed, listDevices } from "./push-store.ts";
export { createPusher } from "./pusher.ts";
export { sendMissedPush, sendPush } from "./send-push.ts";
