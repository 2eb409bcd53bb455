import { decideLink, judgeInviting, type LinkCommand, type LinkEnd, presentRecord } from "@kring/domain";
import { Refused, type RelatedPersonRecord } from "@kring/domain/contract";
import { listActiveWithRole } from "../account/index.ts";
import { lockClient, openClientAccount } from "../client-account/index.ts";
import type { Change, Db } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { notify } from "../notification/index.ts";
import { addTask, endTasks } from "../task/index.ts";
import { endLink, loggedOf, tellOfLink } from "./end-links.ts";
import { actAsClient } from "./invite-related-person.ts";
import { pageOfInviter } from "./page-of-inviter.ts";
import {
  type LinkRow,
  listLoggedAt,
  lockInvitationsOf,
  lockLink,
  readStoredRecord,
  writePermissionAnswer,
  writeSent,
} from "./record-store.ts";
import { queueMail } from "./send-related-person-mail.ts";

const DAY = 86_400_000;

/** A link record, and the inviter who acts on it. */
interface OwnRecord {
  link: LinkRow;
  by: Acting;
}

/** Locks a record of one's own for what is to happen to it; another's is not there. */
type OpenRecord = (change: Change, command: LinkCommand) => Promise<OwnRecord & { ends: LinkEnd | null }>;

/** A client's own record. */
export const ofOneself =
  (caller: Caller, linkId: string): OpenRecord =>
  async ({ db }, command) => {
    const by = actAsClient(caller);
    await lockClient(db, by.accountId);
    return lockRecord(db, linkId, { clientId: by.accountId, by }, command);
  };

/** A therapist's own record for a client to whom they are related; who only reads is refused with `read-only`. */
export const forClient =
  (caller: Caller, clientId: string, linkId: string): OpenRecord =>
  async ({ db }, command) => {
    await lockClient(db, clientId);
    const open = await openClientAccount(db, caller, clientId);
    open.requireWork();
    return lockRecord(db, linkId, { clientId, by: open.acting }, command);
  };

async function lockRecord(
  db: Db,
  linkId: string,
  { clientId, by }: { clientId: string; by: Acting },
  command: LinkCommand,
): Promise<OwnRecord & { ends: LinkEnd | null }> {
  const link = await lockLink(db, linkId);
  if (!link || link.clientId !== clientId || link.inviterId !== by.accountId) throw new Refused("not-found");
  const decision = decideLink(command, link, Date.now());
  if (!decision.ok) throw new Refused(decision.code);
  return { link, by, ends: decision.ends };
}

/** Sends the mail of an invitation again; it does not last longer by it (P-03). */
export async function resendInvitation(deps: Deps, open: OpenRecord): Promise<RelatedPersonRecord> {
  const action = "resent-related-person-invitation";
  const done = await deps.database.change(async (change) => {
    const { db } = change;
    const { link, by } = await open(change, "resend");
    await lockInvitationsOf(db, by.accountId);
    const now = Date.now();
    const verdict = judgeInviting(await listLoggedAt(db, by.accountId, action, new Date(now - DAY)), now);
    if (!verdict.may) return verdict;
    await writeSent(db, link.id);
    await queueMail(deps, change, link.id);
    const { clientId } = link;
    await appendLine(change.executor, { actor: by, action, clientId, ground: by.ground, details: loggedOf(link) });
    await tellOfLink(deps, change, link);
    return {
      may: true as const,
      record: presentRecord(await readStoredRecord(db, link.id), { acts: true }),
    };
  });
  if (!done.may) throw new Refused("too-many-requests", { retryAfterMs: done.retryAfterMs });
  return done.record;
}

/** Withdraws an invitation, or breaks an accepted record and that only (P-06); gives the id of the event of the latter. */
export function removeRecord(deps: Deps, open: OpenRecord): Promise<string | null> {
  return deps.database.change(async (change) => {
    const { link, by, ends } = await open(change, "remove");
    return endLink(deps, change, link, { ends: ends ?? "removed", by });
  });
}

/** P-02: what the client says of a therapist's invitation; gives the id of the event where an accepted record ended. */
export function answerPermission(
  deps: Deps,
  caller: Caller,
  linkId: string,
  answer: "agreed" | "did-not-agree",
): Promise<string | null> {
  const by = actAsClient(caller);
  return deps.database.change(async (change) => {
    const { db } = change;
    await lockClient(db, by.accountId);
    const link = await lockLink(db, linkId);
    if (!link || link.clientId !== by.accountId) throw new Refused("not-found");
    const decision = decideLink("object", link, Date.now());
    if (!decision.ok) throw new Refused(decision.code);
    if (answer === "did-not-agree") return dispute(deps, change, link, by);
    await writePermissionAnswer(db, link.id, answer);
    await endTasks(db, { linkId, kind: "look-at-permission" });
    change.afterCommit(() => tellViewChanged(deps.nats, [by.accountId]));
    return null;
  });
}

/** Ends the record, tells its therapist, and lets the application managers look at it, who read no name. */
async function dispute(deps: Deps, change: Change, link: LinkRow, by: Acting): Promise<string | null> {
  const { id: linkId, clientId, inviterId: professionalId } = link;
  const eventId = await endLink(deps, change, link, { ends: "not-agreed", by });
  await notify(deps, change, "link-ended", professionalId, pageOfInviter(link));
  await addTask(change.db, { kind: "disputed-permission", assigneeId: null, clientId, linkId, professionalId });
  const managers = await listActiveWithRole(change.db, "application-manager");
  for (const managerId of managers) await notify(deps, change, "permission-disputed", managerId, "/tasks");
  change.afterCommit(() => tellViewChanged(deps.nats, managers));
  return eventId;
}
