export { mountNotificationRoutes } from "./notification-routes.ts";
export { type NotifyChange, notify, settleNotification, tellMissed, tellUnread } from "./notify.ts";
export { bundleSweep, queueDueBundles } from "./queue-bundles.ts";
export { readInboxPage } from "./read-inbox.ts";
export { sendBundleMail, sendNotificationMail, sendUnreadMail } from "./send-notification-mail.ts";
