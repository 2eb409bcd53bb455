import { choiceOf, whyFixed } from "@kring/domain";
import type { NotificationKind } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import { findActiveAccount, type SignedInAccount } from "../account/index.ts";
import type { ApiConfig } from "../config.ts";
import type { CountUnread } from "../count-unread.ts";
import type { Db } from "../database.ts";
import { type Counts, ownName, pageAddress, type SendMailDeps, sendMail } from "../mail/index.ts";
import { makeUnsubscribeToken, type OwnPreferences, readPreferences } from "../notification-preference/index.ts";
import { listUnreadOf } from "./notification-store.ts";

interface MailDeps extends SendMailDeps {
  config: Pick<ApiConfig, "authSecret" | "publicOrigin" | "organisation">;
  db: Db;
}

const INBOX = "/inbox";
/** All of them: a mail names no conversation (N-04). */
const CONVERSATIONS = "/conversations";
/** Where unread conversations stand beside notices. */
const HOME = "/";

/** Where all that is told of stands: there is no notice of unread messages. */
function placeOf(kinds: readonly NotificationKind[]): string {
  if (!kinds.includes("messages-unread")) return INBOX;
  return kinds.length === 1 ? CONVERSATIONS : HOME;
}

interface UnreadDeps extends MailDeps {
  countUnread: CountUnread;
}

/** The job behind a notification: who lost their account since then, or wants no such mails any more, gets nothing. */
export async function sendNotificationMail(
  deps: MailDeps,
  { accountId, kind, link }: { accountId: string; kind: NotificationKind; link: string },
  jobId: string,
): Promise<void> {
  const receiver = await findReceiver(deps.db, accountId);
  if (receiver && wants(receiver.preferences, kind)) await sendOne(deps, receiver, { kind, link }, jobId);
}

/** The job behind unread messages (N-04): who read them meanwhile, or is back, gets nothing. */
export async function sendUnreadMail(
  deps: UnreadDeps,
  { accountId, conversationIds }: { accountId: string; conversationIds: string[] },
  jobId: string,
): Promise<void> {
  const kind = "messages-unread";
  const receiver = await findReceiver(deps.db, accountId);
  if (!receiver || !wants(receiver.preferences, kind)) return;
  const { unread, online } = await deps.countUnread({ accountId, conversationIds });
  if (unread > 0 && !online) await sendOne(deps, receiver, { kind, link: CONVERSATIONS }, jobId);
}

/**
 * The job behind what waited for its time: one mail of all that is still unread, with numbers in the place of what it is. Of messages
 * who is online hears nothing (N-04).
 */
export async function sendBundleMail(
  deps: UnreadDeps,
  {
    accountId,
    notificationIds,
    conversationIds,
  }: { accountId: string; notificationIds: string[]; conversationIds: string[] },
  jobId: string,
): Promise<void> {
  const receiver = await findReceiver(deps.db, accountId);
  if (!receiver) return;
  const { unread, online } =
    conversationIds.length === 0
      ? { unread: 0, online: false }
      : await deps.countUnread({ accountId, conversationIds });
  const messages = Array.from(
    { length: online ? 0 : unread },
    (): News => ({ kind: "messages-unread", link: CONVERSATIONS }),
  );
  const notifications = await listUnreadOf(deps.db, accountId, notificationIds);
  const news = [...notifications, ...messages].filter(({ kind }) => wants(receiver.preferences, kind));
  const [first, second] = news;
  if (!first) return;
  if (second) await sendBundle(deps, receiver, news, jobId);
  else await sendOne(deps, receiver, first, jobId);
}

interface Receiver {
  account: SignedInAccount;
  preferences: OwnPreferences;
}

interface News {
  kind: NotificationKind;
  link: string;
}

async function findReceiver(db: Db, accountId: string): Promise<Receiver | null> {
  const account = await findActiveAccount(db, accountId);
  return account && { account, preferences: await readPreferences(prismaExecutor(db), accountId) };
}

const wants = (preferences: OwnPreferences, kind: NotificationKind) => choiceOf(preferences, kind, "mail") !== "never";

const addressee = ({ account, preferences: { discreet } }: Receiver) => {
  const { email, language } = account.signIn;
  return { email, language, discreet, hasAccount: true };
};

async function sendOne(deps: MailDeps, receiver: Receiver, { kind, link }: News, jobId: string): Promise<void> {
  const { account } = receiver;
  const unsubscribe =
    whyFixed(kind, "mail") === null
      ? { unsubscribe: await makeUnsubscribeToken(deps, { accountId: account.id, kinds: [kind], jobId }) }
      : {};
  const variables = { name: ownName(account), address: pageAddress(deps.config, link) };
  await sendMail(deps, { jobId, kind, to: addressee(receiver), ...unsubscribe }, variables);
}

async function sendBundle(deps: MailDeps, receiver: Receiver, news: readonly News[], jobId: string): Promise<void> {
  const { account } = receiver;
  const counts: Counts = {};
  for (const { kind } of news) counts[kind] = (counts[kind] ?? 0) + 1;
  const kinds = Object.keys(counts) as NotificationKind[];
  const unsubscribe = await makeUnsubscribeToken(deps, { accountId: account.id, kinds, jobId });
  const variables = { name: ownName(account), address: pageAddress(deps.config, placeOf(kinds)), counts };
  await sendMail(deps, { jobId, kind: "bundle", to: addressee(receiver), unsubscribe }, variables);
}
