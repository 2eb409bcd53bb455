import {
  AccountId,
  type FailedMail,
  FailedMailId,
  FailedMailQueue,
  InviterKind,
  LinkId,
  NotificationKind,
  Refused,
} from "@kring/domain/contract";
import { requireRole } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import {
  type FailedMailRow,
  findFailedMailRow,
  findLinkOfFailedMail,
  listFailedMailRows,
  markResent,
} from "./failed-mail-store.ts";

const MOST = 200;

/** A related person has neither a name nor an account here: two mails to the same one can't be matched. */
function presentReceiver({ accountId, accountKind, accountName, linkId }: FailedMailRow): FailedMail["receiver"] {
  if (linkId === null && accountId !== null && (accountKind === "professional" || accountKind === "client"))
    return { kind: accountKind, id: AccountId.parse(accountId), name: accountName ?? "" };
  return { kind: "related-person", link: linkId === null ? null : LinkId.parse(linkId) };
}

/** What another version kept is not shown. */
function present(row: FailedMailRow): FailedMail[] {
  const queue = FailedMailQueue.safeParse(row.queue).data;
  if (queue === undefined) return [];
  return [
    {
      id: FailedMailId.parse(row.id),
      queue,
      kind: NotificationKind.safeParse(row.kind).data ?? null,
      receiver: presentReceiver(row),
      reason: row.reason === "refused" ? "refused" : "unreachable",
      failedAt: row.failedAt.getTime(),
      resentAt: row.resentAt?.getTime() ?? null,
    },
  ];
}

/** Mails that could not be delivered, for application managers: no addresses, related persons by opaque ids. */
export function listFailedMails({ database }: Pick<Deps, "database">, { account }: Caller): Promise<FailedMail[]> {
  requireRole(account, "application-manager");
  return database.change(async ({ db, executor }) => {
    const actor = { accountId: account.id, role: "application-manager" };
    await appendLine(executor, { actor, action: "viewed-failed-mails", ground: "application-manager" });
    return (await listFailedMailRows(db, MOST)).flatMap(present);
  });
}

/** Sends one again, as it was; logged. */
export async function resendFailedMail(
  { database, jobs }: Pick<Deps, "database" | "jobs">,
  { account }: Caller,
  id: string,
): Promise<void> {
  requireRole(account, "application-manager");
  await database.change(async ({ db, executor, afterCommit }) => {
    const row = await findFailedMailRow(db, id);
    const [mail] = row ? present(row) : [];
    if (!row || !mail) throw new Refused("not-found");
    if (!(await markResent(db, id))) throw new Refused("already-done");
    await jobs.add("resend-mail", { failedMailId: id }, executor);
    const { receiver } = mail;
    await appendLine(executor, {
      actor: { accountId: account.id, role: "application-manager" },
      action: "resent-mail",
      clientId: receiver.kind === "client" ? receiver.id : null,
      ground: "application-manager",
      details: {
        ...(receiver.kind === "professional" ? { professionalId: receiver.id } : {}),
        ...(await linkForLog(db, row.linkId)),
      },
    });
    afterCommit(() => jobs.nudge());
  });
}

async function linkForLog(db: Db, linkId: string | null) {
  const link = linkId === null ? null : await findLinkOfFailedMail(db, linkId);
  if (!link) return {};
  return {
    link: {
      id: LinkId.parse(link.id),
      inviter: InviterKind.parse(link.inviterKind),
      at: link.createdAt.getTime(),
    },
  };
}
