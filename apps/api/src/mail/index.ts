export { createMailer, MailDoubtful, MailRefused } from "./mailer.ts";
export { mountMailPreviews } from "./preview-routes.ts";
export { type MailReceiver, ONE_CLICK_PATH, type SendMailDeps, sendMail } from "./send-mail.ts";
export { type Counts, ownName, pageAddress, secretAddress } from "./variables.ts";
