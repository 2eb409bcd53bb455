import type { Executor } from "@kring/service-kit";
import type { Request } from "express";
import { listActiveAccounts } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { Deps } from "../deps.ts";
import { ownName, pageAddress, type SendMailDeps, sendMail } from "../mail/index.ts";
import { findKnownDevice } from "./known-device.ts";
import { findMailReceiver } from "./mail-receiver.ts";
import { findSignIn, findSignInById } from "./sign-in-store.ts";

/**
 * Puts a mail into the queue where an address gets in from a browser that it did not get in from before. Call it before the browser
 * gets its cookies: so nobody is let in unnoticed, whenever this process dies.
 */
export async function tellOfNewDevice(
  { config, database, jobs }: Pick<Deps, "config" | "database" | "jobs">,
  request: Request,
  email: string,
  executor?: Executor,
): Promise<void> {
  if (findKnownDevice(config, request, email) !== undefined) return;
  const signIn = await findSignIn(database.db, email);
  if (!signIn) return;
  await jobs.add("new-device-mail", { signInId: signIn.id }, executor);
  jobs.nudge();
}

/** The job: tells the owner, without saying from where; the page of devices says more. */
export async function sendNewDeviceMail(
  { config, db, mailer }: SendMailDeps & { db: Db },
  { signInId }: { signInId: string },
  jobId: string,
): Promise<void> {
  const signIn = await findSignInById(db, signInId);
  const [account] = await listActiveAccounts(db, signInId);
  if (!signIn || !account) return;
  await sendMail(
    { config, mailer },
    { jobId, kind: "new-device", to: await findMailReceiver(db, signIn.email) },
    { name: ownName({ name: account.name, signIn }), address: pageAddress(config, "/profile/security") },
  );
}
