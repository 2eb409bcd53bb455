export { mountFailedMailRoutes } from "./failed-mail-routes.ts";
export { failedMailSweep, giveUpMail, resendMail } from "./give-up.ts";
