export { deliverPush } from "./deliver-push.ts";
export { mountPushRoutes } from "./push-routes.ts";
export { listDevices } from "./push-store.ts";
export { createPusher } from "./pusher.ts";
export { sendPush } from "./send-push.ts";
