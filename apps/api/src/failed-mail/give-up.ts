import { FailedMailQueue } from "@kring/domain/contract";
import type { Db } from "../database.ts";
import type { GivenUp, Handlers, QueuePayloads } from "../jobs/index.ts";
import { MailRefused } from "../mail/index.ts";
import type { Sweep } from "../sweeping/index.ts";
import {
  forgetFailedMail,
  forgetFailedMailsBefore,
  keepFailedMail,
  markFailedAgain,
  readFailedMail,
} from "./failed-mail-store.ts";

const KEPT_MS = 30 * 86_400_000;

const reasonOf = (error: unknown) => (error instanceof MailRefused ? "refused" : "unreachable");

/**
 * A mail that is not tried any more goes onto the list of the application manager. Links to choose a password or confirm an address are
 * not kept: they no longer work by then, and whoever wants one asks again. Nor is what goes to an address that is nobody's any more.
 */
export async function giveUpMail({ db }: { db: Db }, { queue, payload, jobId, error }: GivenUp): Promise<void> {
  const reason = reasonOf(error);
  if (queue === "resend-mail") {
    const { failedMailId } = payload as QueuePayloads["resend-mail"];
    await markFailedAgain(db, failedMailId, reason);
  } else if (FailedMailQueue.safeParse(queue).success) await keepFailedMail(db, { id: jobId, queue, payload, reason });
}

/** The job: does once more what could not be done, under its first id; then it is off the list. */
export async function resendMail(
  { db }: { db: Db },
  handlers: Pick<Handlers, FailedMailQueue>,
  { failedMailId }: QueuePayloads["resend-mail"],
): Promise<void> {
  const failed = await readFailedMail(db, failedMailId);
  const queue = FailedMailQueue.safeParse(failed?.queue).data;
  if (!failed || queue === undefined) return;
  const send = handlers[queue] as (payload: unknown, jobId: string) => Promise<void>;
  await send(failed.payload, failedMailId);
  await forgetFailedMail(db, failedMailId);
}

export const failedMailSweep = ({ db }: { db: Db }): Sweep => ({
  name: "forget mails that could not be delivered",
  everyMs: 3_600_000,
  run: () => forgetFailedMailsBefore(db, new Date(Date.now() - KEPT_MS)),
});
