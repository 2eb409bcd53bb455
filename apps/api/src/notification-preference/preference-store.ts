import { DEFAULT_TIME_ZONE, type DeliveryPreferences } from "@kring/domain";
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
