import {
  canChoose,
  choiceOf,
  groupOf,
  isTimeZone,
  kindsFor,
  mayBeDiscreet,
  pushChoiceOf,
  whyFixed,
} from "@kring/domain";
import {
  type NotificationChannel,
  type NotificationChoice,
  type NotificationGroup,
  type NotificationKind,
  type NotificationPreferences,
  Refused,
} from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import type { SignedInAccount } from "../account/index.ts";
import type { Change, Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { reconsiderWaiting } from "../waiting-mail/index.ts";
import {
  lockPreferences,
  type OwnPreferences,
  readPreferences,
  writeChoices,
  writeSettings,
} from "./preference-store.ts";

type Account = Pick<SignedInAccount, "id" | "kind" | "roles">;

function present(account: Account, own: OwnPreferences): NotificationPreferences {
  const groups = new Map<NotificationGroup, NotificationKind[]>();
  for (const kind of kindsFor(account)) groups.set(groupOf(kind), [...(groups.get(groupOf(kind)) ?? []), kind]);
  return {
    groups: [...groups].map(([group, kinds]) => ({
      group,
      fixed: kinds[0] ? whyFixed(kinds[0], "mail") : null,
      kinds: kinds.map((kind) => ({ kind, mail: choiceOf(own, kind, "mail"), push: pushChoiceOf(own, kind) })),
    })),
    quiet: own.quiet,
    timeZone: own.timeZone,
    discreet: mayBeDiscreet(account.kind) ? own.discreet : null,
  };
}

/** What the caller's account chose, of the kinds that it can get (N-03). */
export const readOwnPreferences = async (db: Db, account: Account): Promise<NotificationPreferences> =>
  present(account, await readPreferences(prismaExecutor(db), account.id));

/** Changes preferences, and with them what waits already. */
async function change(
  { database, jobs }: Pick<Deps, "database" | "jobs">,
  account: Account,
  write: (change: Change, before: OwnPreferences) => Promise<void>,
): Promise<NotificationPreferences> {
  return database.change(async (one) => {
    await lockPreferences(one.db, account.id);
    await write(one, await readPreferences(one.executor, account.id));
    const preferences = await readPreferences(one.executor, account.id);
    await reconsiderWaiting(one.db, { accountId: account.id, preferences, now: Date.now() });
    await jobs.hastenPushes(account.id, one.executor);
    one.afterCommit(() => jobs.nudge());
    return present(account, preferences);
  });
}

/** Chooses for some kinds on one channel, of what it has; mails about security and consent can't be chosen (N-03). */
export function chooseKinds(
  deps: Pick<Deps, "database" | "jobs">,
  { account }: Caller,
  wish: { kinds: NotificationKind[]; channel: NotificationChannel; choice: NotificationChoice },
): Promise<NotificationPreferences> {
  const kinds = [...new Set(wish.kinds)];
  const own = new Set(kindsFor(account));
  if (kinds.some((kind) => !own.has(kind))) throw new Refused("not-found");
  if (!canChoose(wish.channel, wish.choice)) throw new Refused("invalid-input", { fields: ["choice"] });
  if (kinds.some((kind) => whyFixed(kind, wish.channel) !== null)) throw new Refused("always-sent");
  return change(deps, account, ({ db }) => writeChoices(db, { accountId: account.id, ...wish, kinds }));
}

/** Changes quiet hours, time zone or discreet mode; what is left out stays. */
export function changeSettings(
  deps: Pick<Deps, "database" | "jobs">,
  { account }: Caller,
  wish: {
    quiet?: OwnPreferences["quiet"] | undefined;
    timeZone?: string | undefined;
    discreet?: boolean | undefined;
  },
): Promise<NotificationPreferences> {
  if (wish.timeZone !== undefined && !isTimeZone(wish.timeZone))
    throw new Refused("invalid-input", { fields: ["timeZone"] });
  if (wish.discreet !== undefined && !mayBeDiscreet(account.kind)) throw new Refused("not-found");
  return change(deps, account, ({ db }, before) =>
    writeSettings(db, account.id, {
      quiet: wish.quiet === undefined ? before.quiet : wish.quiet,
      timeZone: wish.timeZone ?? before.timeZone,
      discreet: wish.discreet ?? before.discreet,
    }),
  );
}
