import { DEFAULT_TIME_ZONE, type DeliveryPreferences, defaultChoice } from "@kring/domain";
import { NotificationChannel, NotificationChoice, NotificationKind } from "@kring/domain/contract";
import type { Executor } from "@kring/service-kit";
import type { Db } from "../database.ts";

/** What an account chose, and whether its mails are discreet. */
export interface OwnPreferences extends DeliveryPreferences {
  discreet: boolean;
}

/** A kind or a choice that another version wrote counts as not chosen. */
function readChoices(chosen: unknown): DeliveryPreferences["choices"] {
  const choices: DeliveryPreferences["choices"] = {};
  if (!Array.isArray(chosen)) return choices;
  for (const one of chosen) {
    const { kind, channel, choice } = one as Record<string, unknown>;
    const known = NotificationKind.safeParse(kind);
    const by = NotificationChannel.safeParse(channel);
    const when = NotificationChoice.safeParse(choice);
    if (known.success && by.success && when.success)
      choices[known.data] = { ...choices[known.data], [by.data]: when.data };
  }
  return choices;
}

/** What an account chose, in one statement of the caller's transaction. */
export async function readPreferences(executor: Executor, accountId: string): Promise<OwnPreferences> {
  const { rows } = await executor(
    `SELECT s.quiet_from, s.quiet_until, s.time_zone, s.discreet,
       (SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'channel', c.channel, 'choice', c.choice))
        FROM notification_choice c WHERE c.account_id = $1::uuid) AS choices
     FROM (SELECT) AS one LEFT JOIN notification_setting s ON s.account_id = $1::uuid`,
    [accountId],
  );
  const { quiet_from: from, quiet_until: until, time_zone: timeZone, discreet, choices } = rows[0] ?? {};
  return {
    choices: readChoices(choices),
    quiet: typeof from === "number" && typeof until === "number" ? { from, until } : null,
    timeZone: typeof timeZone === "string" ? timeZone : DEFAULT_TIME_ZONE,
    discreet: discreet === true,
  };
}

/** Whether mails to the address of a sign-in, about signing in, are to be discreet: one of its accounts wants that. */
export async function isSignInDiscreet(db: Db, signInId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ discreet: boolean }[]>`
    SELECT EXISTS (SELECT FROM account a JOIN notification_setting s ON s.account_id = a.id
      WHERE a.sign_in_id = ${signInId}::uuid AND a.active AND s.discreet) AS discreet`;
  return row?.discreet === true;
}

/** Makes changes of one account's preferences follow one another. */
export async function lockPreferences(db: Db, accountId: string): Promise<void> {
  await db.$queryRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
}

/** Writes what an account chose for some kinds on a channel. What is the default is not kept. */
export async function writeChoices(
  db: Db,
  {
    accountId,
    kinds,
    channel,
    choice,
  }: {
    accountId: string;
    kinds: readonly NotificationKind[];
    channel: NotificationChannel;
    choice: NotificationChoice;
  },
): Promise<void> {
  await db.notificationChoice.deleteMany({ where: { accountId, channel, kind: { in: [...kinds] } } });
  if (choice === defaultChoice) return;
  await db.notificationChoice.createMany({ data: kinds.map((kind) => ({ accountId, kind, channel, choice })) });
}

export async function writeSettings(
  db: Db,
  accountId: string,
  { quiet, timeZone, discreet }: Pick<OwnPreferences, "quiet" | "timeZone" | "discreet">,
): Promise<void> {
  const data = { quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null, timeZone, discreet };
  await db.notificationSetting.upsert({
    where: { accountId },
    update: data,
    create: { accountId, ...data },
    select: { accountId: true },
  });
}

/** Keeps what a link in a mail may end: of the attempts of one mail, what stands in the last. */
export async function storeUnsubscribeLink(
  db: Db,
  link: { tokenHash: string; accountId: string; kinds: readonly NotificationKind[]; expiresAt: Date },
): Promise<void> {
  const kinds = [...link.kinds];
  await db.unsubscribeLink.upsert({
    where: { tokenHash: link.tokenHash },
    update: { kinds },
    create: { ...link, kinds },
    select: { tokenHash: true },
  });
}

/** What a link ends; null where it is none, or no longer. */
export async function findUnsubscribeLink(
  db: Db,
  tokenHash: string,
): Promise<{ accountId: string; kinds: NotificationKind[] } | null> {
  const row = await db.unsubscribeLink.findFirst({
    where: { tokenHash, expiresAt: { gt: new Date() } },
    select: { accountId: true, kinds: true },
  });
  return row && { ...row, kinds: row.kinds.flatMap((kind) => NotificationKind.safeParse(kind).data ?? []) };
}

/** Forgets links whose time is over. */
export async function forgetUnsubscribeLinks(db: Db): Promise<void> {
  await db.unsubscribeLink.deleteMany({ where: { expiresAt: { lte: new Date() } } });
}
