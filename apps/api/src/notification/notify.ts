import { dayAt, decideDelivery, isEndless } from "@kring/domain";
import { AccountFrame, type NotificationKind, type NotifiedPage, subjects } from "@kring/domain/contract";
import type { Executor, Nats } from "@kring/service-kit";
import type { Jobs } from "../jobs/index.ts";
import { readPreferences } from "../notification-preference/index.ts";
import { sendMissedPush, sendPush } from "../push/index.ts";
import { addWaitingMail } from "../waiting-mail/index.ts";
import { countLately, findCoveringOf, insertNotification, markAskedRead } from "./notification-store.ts";

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
 * Puts a notification into the inbox of `receiver` (an account), live, with a mail when they want one (N-03) unless told to leave
 * that out, all in the caller's transaction.
 * Who has no sign-in, or is deactivated, gets no mail.
 * While the receiver is away, a colleague who covers gets what cannot wait, too, if related to the client themself.
 */
export async function notify(
  deps: NotifyDeps,
  change: NotifyChange,
  kind: NotificationKind,
  receiver: string,
  link: NotifiedPage,
  { mail = true }: { mail?: boolean } = {},
): Promise<void> {
  await tell(deps, change, { kind, receiver, link, mail });
  const clientId = covered.has(kind) ? aboutClient.exec(link)?.[1] : undefined;
  if (clientId === undefined) return;
  const today = dayAt(Date.now());
  const covering = await findCoveringOf(change.executor, { receiver, clientId, today });
  if (covering !== null) await tell(deps, change, { kind, receiver: covering, link, mail });
}

/** What a notification asked of its receiver is not wanted any more, whoever did it or took it back: it waits for nobody. */
export async function settleNotification(
  { nats }: Pick<NotifyDeps, "nats">,
  { executor, afterCommit }: NotifyChange,
  asked: { kind: NotificationKind; receiver: string; link: NotifiedPage },
): Promise<void> {
  if (await markAskedRead(executor, asked)) afterCommit(() => tellInboxChanged(nats, asked.receiver));
}

async function tell(
  { jobs, nats }: NotifyDeps,
  change: NotifyChange,
  { kind, receiver, link, mail }: { kind: NotificationKind; receiver: string; link: string; mail: boolean },
): Promise<void> {
  const written = await insertNotification(change.executor, { kind, receiver, link });
  if (!written) return;
  await deliver({ jobs }, change.executor, { id: written.id, kind, receiver, link, mailed: mail && written.mailable });
  change.afterCommit(() => {
    tellInboxChanged(nats, receiver, written.id);
    jobs.nudge();
  });
}

/**
 * N-04: somebody has something unread and is away. There is no notification of it, for the page of conversations shows it; only what
 * reaches them elsewhere, as they chose.
 */
export async function tellUnread(
  { jobs }: Pick<NotifyDeps, "jobs">,
  { executor, afterCommit }: NotifyChange,
  { accountId, conversationIds }: { accountId: string; conversationIds: readonly string[] },
): Promise<void> {
  const kind = "messages-unread";
  const { mail } = decideDelivery(kind, await readPreferences(executor, accountId), Date.now());
  if (mail.when === "now") {
    const payload = { accountId, conversationIds: [...conversationIds] };
    if (!(await jobs.widenUnreadMail(payload, executor))) await jobs.add("unread-mail", payload, executor);
    afterCommit(() => jobs.nudge());
  }
  if (mail.when !== "at") return;
  for (const conversationId of conversationIds)
    await addWaitingMail(executor, { accountId, kind, about: { conversationId }, dueAt: mail.at });
}

/** N-03: somebody missed something a minute ago: what their devices are told, as they chose. Mails come later, by `tellUnread`. */
export async function tellMissed(
  { jobs }: Pick<NotifyDeps, "jobs">,
  { executor, afterCommit }: NotifyChange,
  { accountId, conversationIds }: { accountId: string; conversationIds: readonly string[] },
): Promise<void> {
  const now = Date.now();
  const { push } = decideDelivery("messages-unread", await readPreferences(executor, accountId), now);
  if (push.when === "never") return;
  const at = push.when === "at" ? push.at : now;
  await sendMissedPush(jobs, executor, { accountId, conversationIds, at });
  afterCommit(() => jobs.nudge());
}

/** N-03: what each channel does with it, in the same transaction. */
async function deliver(
  { jobs }: Pick<NotifyDeps, "jobs">,
  executor: Executor,
  {
    id,
    kind,
    receiver,
    link,
    mailed,
  }: { id: string; kind: NotificationKind; receiver: string; link: string; mailed: boolean },
): Promise<void> {
  const preferences = await readPreferences(executor, receiver);
  const lately = isEndless(kind) ? await countLately(executor, receiver, kind) : 0;
  const { mail, push } = decideDelivery(kind, preferences, Date.now(), lately);
  if (mailed && mail.when === "now") await jobs.add("notification-mail", { accountId: receiver, kind, link }, executor);
  if (mailed && mail.when === "at")
    await addWaitingMail(executor, { accountId: receiver, kind, about: { notificationId: id }, dueAt: mail.at });
  if (push.when !== "never")
    await sendPush(jobs, executor, {
      accountId: receiver,
      notificationId: id,
      ...(push.when === "at" && { notBefore: push.at }),
    });
}
