import { decideLink, reminderDue } from "@kring/domain";
import { isUnavailable } from "@kring/service-kit";
import { tellAccountChanged } from "../account/index.ts";
import { lockIdleClient } from "../client-account/index.ts";
import type { Deps } from "../deps.ts";
import type { Sweep } from "../sweeping/index.ts";
import { endLink, tellOfLink } from "./end-links.ts";
import { closeEndedAccount, endDueLink } from "./end-own-account.ts";
import {
  forgetAccount,
  listClosing,
  listDue,
  listEnding,
  listUnusedAccounts,
  lockLink,
  writeSent,
} from "./record-store.ts";
import { queueMail } from "./send-related-person-mail.ts";

type SweepDeps = Pick<Deps, "database" | "jobs" | "nats">;

/** P-03: sends reminders, and ends invitations that nobody accepted. */
export const sweepInvitations = async (deps: SweepDeps): Promise<void> =>
  doEach(await listDue(deps.database.db), (due) => remindOrExpire(deps, due));

/** P-03: deletes accounts that were opened for invitations and never accepted one. */
export const sweepUnusedAccounts = async (deps: SweepDeps): Promise<void> =>
  doEach(await listUnusedAccounts(deps.database.db), ({ id }) => forget(deps, id));

/** P-06: ends links of those who ended their account, each at its own moment, and closes the account after the last. */
export async function sweepEndedAccounts(deps: SweepDeps): Promise<void> {
  const { db } = deps.database;
  await doEach(await listEnding(db), (due) => endDueLink(deps, due));
  await doEach(await listClosing(db), (account) => closeEndedAccount(deps, account));
}

/** Each in a change of its own. The oldest come first each time: one that fails may not keep back the others. */
async function doEach<Due>(due: readonly Due[], act: (one: Due) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of due) {
    await act(one).catch((error: unknown) => {
      if (isUnavailable(error)) throw error;
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

async function remindOrExpire(deps: SweepDeps, { id, clientId }: { id: string; clientId: string }): Promise<void> {
  await deps.database.change(async (change) => {
    if (!(await lockIdleClient(change.db, clientId))) return;
    const link = await lockLink(change.db, id);
    if (!link || link.acceptedAt !== null || link.endedAt !== null) return;
    const now = Date.now();
    const decision = decideLink("expire", link, now);
    if (decision.ok) {
      await endLink(deps, change, link, { ends: "expired", by: null });
      return;
    }
    const reminders = reminderDue(link, now);
    if (reminders === null) return;
    await writeSent(change.db, id, reminders);
    await queueMail(deps, change, id);
    await tellOfLink(deps, change, link);
  });
}

/** What the other service kept of the account goes, too: it finds no record of it any more. */
async function forget({ database }: SweepDeps, id: string): Promise<void> {
  await database.change(async (change) => {
    if (await forgetAccount(change.db, id)) await tellAccountChanged(change, id);
  });
}

export const linkSweeps = (deps: SweepDeps): Sweep[] => [
  { name: "remind of and end invitations of related persons", everyMs: 2_000, run: () => sweepInvitations(deps) },
  {
    name: "delete accounts of related persons that nobody uses",
    everyMs: 60_000,
    run: () => sweepUnusedAccounts(deps),
  },
  {
    name: "end links of those who ended their account",
    everyMs: 10_000,
    run: () => sweepEndedAccounts(deps),
  },
];
