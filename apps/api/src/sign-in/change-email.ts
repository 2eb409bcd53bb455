import { randomUUID } from "node:crypto";
import { Refused } from "@kring/domain/contract";
import type { Request } from "express";
import { findActiveAccount } from "../account/index.ts";
import type { ApiConfig } from "../config.ts";
import { type Db, isTaken } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { ownName, pageAddress, type SendMailDeps, secretAddress, sendMail } from "../mail/index.ts";
import { hashLinkToken, linkToken } from "../mailed-link.ts";
import { notify } from "../notification/index.ts";
import { isSignInDiscreet } from "../notification-preference/index.ts";
import { endAllSessions, endOtherSessions, readSession } from "../session/index.ts";
import { checkPassword } from "./check-password.ts";
import { findOpenEmailChange, insertEmailChange, takeEmailChange, writeEmail } from "./email-change-store.ts";
import { findSignIn, voidVerifications } from "./sign-in-store.ts";

/** A link at a new address works for a day. */
const LINK_MS = 86_400_000;
/** Of one sign-in: each wish mails an address that may be a stranger's. */
const mailLimit = { points: 10, seconds: 86_400 };
/** Where the app shows how one signs in. */
const SECURITY_PAGE = "/profile/security";

/** The answer is the same whether the new address is known here or not; what follows happens after it. */
export async function requestEmailChange(
  { config, database, jobs, limiter }: Deps,
  { account }: Caller,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const signInId = account.signIn.id;
  await checkPassword(database.db, signInId, password);
  await limiter.consume("email-change-mails", mailLimit, signInId);
  const id = randomUUID();
  await database.change(async (change) => {
    await insertEmailChange(change.db, {
      id,
      signInId,
      accountId: account.id,
      email,
      tokenHash: hashLinkToken("email-change", linkToken(config, "email-change", id)),
      expiresAt: new Date(Date.now() + LINK_MS),
    });
    await jobs.add("email-change-mail", { emailChangeId: id }, change.executor);
    change.afterCommit(() => jobs.nudge());
  });
}

/** Changes the address of the sign-in that asked; who opened the link stays signed in, everybody else is signed out. */
export async function confirmEmailChange(deps: Deps, request: Request, token: string): Promise<void> {
  const { database, jobs } = deps;
  const held = await readSession(deps, request);
  await database
    .change(async (change) => {
      const { db, executor } = change;
      const wish = await takeEmailChange(db, hashLinkToken("email-change", token));
      const account = wish && (await findActiveAccount(db, wish.accountId));
      if (!wish || !account) throw new Refused("link-expired");
      const old = await writeEmail(db, wish.signInId, wish.email);
      // Links that went to the old address open nothing any more.
      await voidVerifications(db, wish.signInId);
      if (held) await endOtherSessions(db, wish.signInId, held.id);
      else await endAllSessions(db, wish.signInId);
      await appendLine(executor, {
        actor: { accountId: account.id, role: account.kind },
        action: "changed-email",
        clientId: account.kind === "client" ? account.id : null,
        ground: "own-account",
      });
      await jobs.add("email-changed-mail", { email: old, accountId: account.id }, executor);
      await notify(deps, change, "email-changed", account.id, SECURITY_PAGE);
    })
    .catch((error: unknown) => {
      // Somebody else has this address: nobody learns that who does not hold the mailbox.
      throw isTaken(error) ? new Refused("link-expired") : error;
    });
}

interface MailDeps extends SendMailDeps {
  config: Pick<ApiConfig, "authSecret" | "publicOrigin" | "organisation">;
  db: Db;
}

/** The job: mails the link to the new address, unless a sign-in has it. */
export async function sendEmailChangeMail(
  { config, db, mailer }: MailDeps,
  { emailChangeId }: { emailChangeId: string },
  jobId: string,
): Promise<void> {
  const wish = await findOpenEmailChange(db, emailChangeId);
  const account = wish && (await findActiveAccount(db, wish.accountId));
  if (!wish || !account || (await findSignIn(db, wish.email))) return;
  const { language } = account.signIn;
  const discreet = await isSignInDiscreet(db, account.signIn.id);
  await sendMail(
    { config, mailer },
    { jobId, kind: "email-change", to: { email: wish.email, language, discreet, hasAccount: false } },
    { name: null, address: secretAddress(config, "email-change", linkToken(config, "email-change", emailChangeId)) },
  );
}

/** The job: tells the old address. */
export async function sendEmailChangedMail(
  { config, db, mailer }: MailDeps,
  { email, accountId }: { email: string; accountId: string },
  jobId: string,
): Promise<void> {
  const account = await findActiveAccount(db, accountId);
  if (!account) return;
  const { language } = account.signIn;
  const discreet = await isSignInDiscreet(db, account.signIn.id);
  await sendMail(
    { config, mailer },
    { jobId, kind: "email-changed", to: { email, language, discreet, hasAccount: false } },
    { name: ownName(account), address: pageAddress(config, "/") },
  );
}
