import { isLinkInvitationOpen } from "@kring/domain";
import { lockClient } from "../client-account/index.ts";
import type { ApiConfig } from "../config.ts";
import type { Change } from "../database.ts";
import type { Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { type MailReceiver, type SendMailDeps, secretAddress, sendMail } from "../mail/index.ts";
import { linkToken } from "../mailed-link.ts";
import { notify } from "../notification/index.ts";
import { findInvitee, findLink, lockLink } from "./record-store.ts";

/** Puts the same job into the queue for every address; whose it is, is looked up after the answer (P-05). */
export async function queueMail({ jobs }: Pick<Deps, "jobs">, change: Change, linkId: string): Promise<void> {
  await jobs.add("related-person-mail", { linkId }, change.executor);
  change.afterCommit(() => jobs.nudge());
}

/** P-05: such a mail looks the same whoever owns the address, in discretion, too; its language is that of the invitation. */
const ANYBODY: Pick<MailReceiver, "discreet" | "hasAccount"> = { discreet: false, hasAccount: false };

interface MailDeps extends Pick<Deps, "database" | "jobs" | "nats">, SendMailDeps {
  config: Pick<ApiConfig, "authSecret" | "publicOrigin" | "organisation">;
}

/** The job: one mail for any address, that names the organisation only (P-03). An invitation that was answered or ended is not sent. */
export async function sendRelatedPersonMail(
  { config, mailer, ...deps }: MailDeps,
  { linkId }: { linkId: string },
  jobId: string,
): Promise<void> {
  const { db } = deps.database;
  const link = await findLink(db, linkId);
  if (!link?.typed || !isLinkInvitationOpen(link, Date.now())) return;
  const { email } = link.typed;
  const kind = link.reminders > 0 ? "related-person-reminder" : "related-person";
  await sendMail(
    { config, mailer },
    { jobId, kind, to: { email, language: link.language, ...ANYBODY } },
    { name: null, address: secretAddress(config, "invitation", linkToken(config, "related-person", linkId)) },
  );
  const invitee = await findInvitee(db, link);
  tellViewChanged(deps.nats, [invitee]);
  // Who has an account already finds it in their inbox, too, the first time.
  if (invitee === null || link.sentAt !== link.createdAt) return;
  await deps.database.change(async (change) => {
    await lockClient(change.db, link.clientId);
    const now = await lockLink(change.db, linkId);
    // It may have been answered or ended while the mail was on its way.
    if (now === null || !isLinkInvitationOpen(now, Date.now())) return;
    await notify(deps, change, "link-invited", invitee, `/invitations/${linkId}`, { mail: false });
  });
}
