import { randomUUID } from "node:crypto";
import { INVITATION_MS, isInvitationOpen } from "@kring/domain";
import type { Language } from "@kring/domain/contract";
import type { ApiConfig } from "../config.ts";
import type { Change, Db } from "../database.ts";
import type { Deps } from "../deps.ts";
import { type SendMailDeps, secretAddress, sendMail } from "../mail/index.ts";
import { hashLinkToken, linkToken } from "../mailed-link.ts";
import { findMailReceiver } from "../sign-in/index.ts";
import {
  endInvitation,
  findInvitation,
  findLatestInvitation,
  insertInvitation,
  readLanguage,
} from "./invitation-store.ts";

interface Invited {
  accountId: string;
  email: string;
  invitedBy: string;
  language?: Language | undefined;
}

/**
 * Invites the owner of an account by a new link; the one before stops working. The account must be locked. Who is invited again is so
 * in the language of the time before, unless another is given.
 */
export async function sendInvitation(
  { config, jobs }: Pick<Deps, "config" | "jobs">,
  change: Change,
  { accountId, email, invitedBy, language }: Invited,
): Promise<void> {
  const before = await findLatestInvitation(change.db, accountId);
  await endInvitation(change.db, accountId);
  const id = randomUUID();
  const now = Date.now();
  await insertInvitation(change.db, {
    id,
    accountId,
    email,
    language: language ?? readLanguage(before?.language ?? ""),
    tokenHash: hashLinkToken("invitation", linkToken(config, "invitation", id)),
    invitedBy,
    sentAt: new Date(now),
    expiresAt: new Date(now + INVITATION_MS),
  });
  await jobs.add("invitation-mail", { invitationId: id }, change.executor);
  change.afterCommit(() => jobs.nudge());
}

interface MailDeps extends SendMailDeps {
  config: Pick<ApiConfig, "authSecret" | "publicOrigin" | "organisation">;
  db: Db;
}

/** The job: names the organisation only, for nobody knows yet whose address it is. A voided invitation is not sent. */
export async function sendInvitationMail(
  { config, db, mailer }: MailDeps,
  { invitationId }: { invitationId: string },
  jobId: string,
): Promise<void> {
  const invitation = await findInvitation(db, { id: invitationId });
  if (!invitation || !isInvitationOpen(invitation.state, Date.now())) return;
  await sendMail(
    { config, mailer },
    {
      jobId,
      kind: "invitation",
      to: { ...(await findMailReceiver(db, invitation.email)), language: invitation.language },
    },
    { name: null, address: secretAddress(config, "invitation", linkToken(config, "invitation", invitationId)) },
  );
}
