import type { Request } from "express";
import { listActiveAccounts } from "../account/index.ts";
import { RESET_SECONDS } from "../auth/index.ts";
import type { ApiConfig } from "../config.ts";
import type { Db } from "../database.ts";
import type { Deps } from "../deps.ts";
import { ownName, type SendMailDeps, secretAddress, sendMail } from "../mail/index.ts";
import { linkToken } from "../mailed-link.ts";
import { countAttempt, resetLimit } from "./address-limits.ts";
import { findMailReceiver } from "./mail-receiver.ts";
import { findSignIn } from "./sign-in-store.ts";
import { storeResetToken } from "./verification-store.ts";

/** Puts the same job into the queue for every address; what it is about is looked up after the answer. */
export async function requestPasswordReset(deps: Deps, request: Request, email: string): Promise<void> {
  await countAttempt(deps, resetLimit, { email, request });
  await deps.jobs.add("password-reset", { email, askedAt: Date.now() });
  deps.jobs.nudge();
}

interface ResetDeps extends SendMailDeps {
  config: Pick<ApiConfig, "authSecret" | "publicOrigin" | "organisation">;
  db: Db;
}

/** The job: mails a link where the address has an account to open. Attempts of one job give the same link, which works once. */
export async function sendPasswordReset(
  { config, db, mailer }: ResetDeps,
  { email, askedAt = Date.now() }: { email: string; askedAt?: number },
  jobId: string,
): Promise<void> {
  const signIn = await findSignIn(db, email);
  const [account] = signIn ? await listActiveAccounts(db, signIn.id) : [];
  if (!signIn || !account) return;
  const token = linkToken(config, "password-reset", jobId);
  const reset = { token, signInId: signIn.id, email: signIn.email, seconds: RESET_SECONDS, askedAt };
  if (!(await storeResetToken(db, reset))) return;
  await sendMail(
    { config, mailer },
    { jobId, kind: "password-reset", to: await findMailReceiver(db, signIn.email) },
    { name: ownName({ name: account.name, signIn }), address: secretAddress(config, "reset-password", token) },
  );
}
