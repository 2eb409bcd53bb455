import type { Language } from "@kring/domain/contract";
import type { ApiConfig } from "../config.ts";
import type { Mailer } from "./mailer.ts";
import { type MailKind, type MailVariables, pageAddress, secretAddress } from "./variables.ts";
import { writeMail } from "./write-mail.ts";

export interface SendMailDeps {
  config: Pick<ApiConfig, "publicOrigin" | "organisation">;
  mailer: Mailer;
}

/** Whom a mail goes to, and how they want it. */
export interface MailReceiver {
  email: string;
  language: Language;
  discreet: boolean;
  /** Whether they have an account, whose page of preferences can be named. */
  hasAccount: boolean;
}

/** Where the app shows what is mailed. */
const PREFERENCES_PAGE = "/profile/notifications";
/** For mail clients that end a subscription by themselves (RFC 8058). */
export const ONE_CLICK_PATH = "/api/mail/unsubscribe";

/** Writes a mail and hands it to the mail server. `unsubscribe` is a secret that ends mails of this kind for this account. */
export async function sendMail<Kind extends MailKind>(
  { config, mailer }: SendMailDeps,
  { jobId, kind, to, unsubscribe }: { jobId: string; kind: Kind; to: MailReceiver; unsubscribe?: string },
  variables: MailVariables<Kind>,
): Promise<void> {
  const written = writeMail(
    kind,
    {
      organisation: config.organisation,
      language: to.language,
      discreet: to.discreet,
      unsubscribe: unsubscribe === undefined ? null : secretAddress(config, "unsubscribe", unsubscribe),
      preferences: to.hasAccount ? pageAddress(config, PREFERENCES_PAGE) : null,
    },
    variables,
  );
  const oneClick = unsubscribe && `${config.publicOrigin}${ONE_CLICK_PATH}?token=${encodeURIComponent(unsubscribe)}`;
  await mailer.send({ jobId, to: to.email, ...written, oneClick: oneClick ?? null });
}
