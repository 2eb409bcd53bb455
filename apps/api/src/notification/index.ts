export { mountNotificationRoutes } from "./notification-routes.ts";
export { type NotifyChange, notify } from "./notify.ts";
export { readInboxPage } from "./read-inbox.ts";
export { sendNotificationMail } from "./send-notification-mail.ts";
