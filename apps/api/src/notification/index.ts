export { mountNotificationRoutes } from "./notification-routes.ts";
export { notify } from "./notify.ts";
export { sendNotificationMail } from "./send-notification-mail.ts";
