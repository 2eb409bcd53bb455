export { createMailer, type Mailer } from "./mailer.ts";
export { writeMail } from "./texts.ts";
