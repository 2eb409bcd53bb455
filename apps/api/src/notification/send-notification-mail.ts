import type { NotificationKind } from "@kring/domain/contract";
import { findActiveAccount } from "../account/index.ts";
import type { ApiConfig } from "../config.ts";
import type { Db } from "../database.ts";
import { type Mailer, writeMail } from "../mail/index.ts";

interface MailDeps {
  config: Pick<ApiConfig, "publicOrigin" | "organisation">;
  db: Db;
  mailer: Mailer;
}

/** The job behind a notification: who lost their account since then gets nothing. */
export async function sendNotificationMail(
  { config, db, mailer }: MailDeps,
  { accountId, kind, link }: { accountId: string; kind: NotificationKind; link: string },
  jobId: string,
): Promise<void> {
  const account = await findActiveAccount(db, accountId);
  if (!account) return;
  const { subject, text } = writeMail(kind, account.signIn.language, {
    organisation: config.organisation,
    name: account.name,
    address: `${config.publicOrigin}${link}`,
  });
  await mailer.send({ jobId, to: account.signIn.email, subject, text });
}
