export { createMailer, type Mail, type Mailer } from "./mailer.ts";
export { writeMail } from "./texts.ts";
