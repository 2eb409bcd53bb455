import type { NotificationKind } from "@kring/domain/contract";
import { findActiveAccount } from "../account/index.ts";
import type { Db } from "../database.ts";
import { ownName, pageAddress, type SendMailDeps, sendMail } from "../mail/index.ts";

interface MailDeps extends SendMailDeps {
  db: Db;
}

/** The job behind a notification: who lost their account since then gets nothing. */
export async function sendNotificationMail(
  { config, db, mailer }: MailDeps,
  { accountId, kind, link }: { accountId: string; kind: NotificationKind; link: string },
  jobId: string,
): Promise<void> {
  const account = await findActiveAccount(db, accountId);
  if (!account) return;
  const { email, language } = account.signIn;
  await sendMail(
    { config, mailer },
    { jobId, kind, to: { email, language, discreet: false, hasAccount: true } },
    { name: ownName(account), address: pageAddress(config, link) },
  );
}
