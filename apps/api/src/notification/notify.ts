import { dayAt } from "@kring/domain";
import { AccountFrame, type NotificationKind, subjects } from "@kring/domain/contract";
import type { Executor, Nats } from "@kring/service-kit";
import type { Jobs } from "../jobs/index.ts";
import { sendPush } from "../push/index.ts";
import { findCoveringOf, insertNotification } from "./notification-store.ts";

/** The transaction that a notification belongs to. */
export interface NotifyChange {
  executor: Executor;
  afterCommit(run: () => void): void;
}

interface NotifyDeps {
  jobs: Jobs;
  nats: Nats;
}

/** Tells the gateways that an inbox looks different; lost frames are made good when the inbox is next read. */
export function tellInboxChanged(nats: Nats, accountId: string, id?: string): void {
  const frame: AccountFrame = AccountFrame.parse({ v: 1, type: "inbox-changed", ...(id === undefined ? {} : { id }) });
  nats.publish(subjects.account(accountId), JSON.stringify(frame));
}

/** What cannot wait until somebody is back. */
const covered = new Set<NotificationKind>(["feedback-wanted"]);
const aboutClient = /^\/clients\/([0-9a-f-]{36})(?:\/|$)/;

/**
 * Puts a notification into the inbox of `receiver` (an account), live, with one plain mail unless told to leave that out, all in
 * the caller's transaction.
 * `link` is a path in the web app. Who has no sign-in, or is deactivated, gets no mail.
 * While the receiver is away, a colleague who covers gets what cannot wait, too, if related to the client themself.
 */
export async function notify(
  deps: NotifyDeps,
  change: NotifyChange,
  kind: NotificationKind,
  receiver: string,
  link: string,
  { mail = true }: { mail?: boolean } = {},
): Promise<void> {
  await tell(deps, change, { kind, receiver, link, mail });
  const clientId = covered.has(kind) ? aboutClient.exec(link)?.[1] : undefined;
  if (clientId === undefined) return;
  const today = dayAt(Date.now());
  const covering = await findCoveringOf(change.executor, { receiver, clientId, today });
  if (covering !== null) await tell(deps, change, { kind, receiver: covering, link, mail });
}

async function tell(
  { jobs, nats }: NotifyDeps,
  change: NotifyChange,
  { kind, receiver, link, mail }: { kind: NotificationKind; receiver: string; link: string; mail: boolean },
): Promise<void> {
  const written = await insertNotification(change.executor, { kind, receiver, link });
  if (!written) return;
  if (mail && written.mailable)
    await jobs.add("notification-mail", { accountId: receiver, kind, link }, change.executor);
  await sendPush(jobs, change.executor, { accountId: receiver, notificationId: written.id });
  change.afterCommit(() => {
    tellInboxChanged(nats, receiver, written.id);
    jobs.nudge();
  });
}
