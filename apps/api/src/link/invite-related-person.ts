import { randomUUID } from "node:crypto";
import { judgeInviting, LINK_INVITATION_MS, mayInviteForClient, presentRecord } from "@kring/domain";
import { type InviterKind, type Language, Refused, type RelatedPersonRecord } from "@kring/domain/contract";
import { listActiveWithRole } from "../account/index.ts";
import { lockClient, openClientAccount } from "../client-account/index.ts";
import type { Change } from "../database.ts";
import type { Caller, Deps } from "../deps.ts";
import { type Acting, appendLine } from "../log/index.ts";
import { hashLinkToken, linkToken } from "../mailed-link.ts";
import { notify } from "../notification/index.ts";
import { holdSetting } from "../setting/index.ts";
import { addTask } from "../task/index.ts";
import { loggedOf, tellOfLink } from "./end-links.ts";
import {
  findLink,
  insertInvitation,
  isAlreadyInvited,
  type LinkRow,
  listInvitedAt,
  listLoggedAt,
  lockInvitationsOf,
  readStoredRecord,
} from "./record-store.ts";
import { queueMail } from "./send-related-person-mail.ts";

const DAY = 86_400_000;

interface Typed {
  name: string;
  email: string;
  /** Of the invitation; the inviter's own where they chose none. */
  language?: Language | undefined;
}

/** Who invites, and for whom. */
interface Inviting {
  clientId: string;
  inviterKind: InviterKind;
  by: Acting;
  /** Their own. */
  language: Language;
}

/** A client acting in their own account; to everybody else it is not there. */
export function actAsClient({ account }: Caller): Acting {
  if (account.kind !== "client") throw new Refused("not-found");
  return { accountId: account.id, role: "client", ground: "own-account" };
}

/** P-01: a client invites somebody for themself. */
export function inviteForOneself(deps: Deps, caller: Caller, typed: Typed): Promise<RelatedPersonRecord> {
  const by = actAsClient(caller);
  return invite(deps, typed, async ({ db }) => {
    const client = await lockClient(db, by.accountId);
    if (!client?.active) throw new Refused("not-found");
    return { clientId: by.accountId, inviterKind: "client", by, language: caller.account.signIn.language };
  });
}

/** P-01, P-02: a therapist invites for a client who gave permission, where the platform has it. */
export function inviteForClient(
  deps: Deps,
  caller: Caller,
  clientId: string,
  typed: Typed,
): Promise<RelatedPersonRecord> {
  return invite(deps, typed, async ({ db }) => {
    const settingOn = await holdSetting(db, "therapists-invite-related-persons");
    await lockClient(db, clientId);
    const { access, acting, client, requireWork } = await openClientAccount(db, caller, clientId);
    requireWork();
    const { roles } = client.ties;
    if (!mayInviteForClient({ access, roles, settingOn })) throw new Refused("not-found");
    return { clientId, inviterKind: "therapist", by: acting, language: caller.account.signIn.language };
  });
}

/** P-05: what is done depends on the inviter's own records alone, never on whose the address is. `open` locks the client. */
async function invite(
  deps: Deps,
  typed: Typed,
  open: (change: Change) => Promise<Inviting>,
): Promise<RelatedPersonRecord> {
  const done = await deps.database.change(async (change) => {
    const { db } = change;
    const inviting = await open(change);
    const inviterId = inviting.by.accountId;
    if (await isAlreadyInvited(db, { clientId: inviting.clientId, inviterId, email: typed.email })) {
      throw new Refused("already-invited");
    }
    await lockInvitationsOf(db, inviterId);
    const now = Date.now();
    const verdict = judgeInviting(await listInvitedAt(db, inviterId, new Date(now - DAY)), now);
    if (!verdict.may) {
      await tellOfRefusal(deps, change, inviting, now);
      return verdict;
    }
    const link = await makeInvitation(deps, change, typed, inviting, now);
    if (inviting.inviterKind === "therapist") await askPermission(deps, change, link);
    const record = presentRecord(await readStoredRecord(db, link.id), { acts: true });
    return { may: true as const, record };
  });
  if (!done.may) throw new Refused("too-many-requests", { retryAfterMs: done.retryAfterMs });
  return done.record;
}

async function makeInvitation(
  deps: Deps,
  change: Change,
  { name, email, language }: Typed,
  { clientId, inviterKind, by, language: own }: Inviting,
  now: number,
): Promise<LinkRow> {
  const id = randomUUID();
  const at = new Date(now);
  await insertInvitation(change.db, {
    id,
    clientId,
    inviterId: by.accountId,
    inviterKind,
    typedName: name,
    typedEmail: email,
    language: language ?? own,
    tokenHash: hashLinkToken("related-person", linkToken(deps.config, "related-person", id)),
    createdAt: at,
    sentAt: at,
    expiresAt: new Date(now + LINK_INVITATION_MS),
    permissionAt: inviterKind === "therapist" ? at : null,
  });
  const link = await findLink(change.db, id);
  if (!link) throw new Error("An invitation that was just made is not there");
  await queueMail(deps, change, id);
  await appendLine(change.executor, {
    actor: by,
    action: "invited-related-person",
    clientId,
    ground: by.ground,
    details: { ...loggedOf(link), ...(inviterKind === "therapist" ? { permissionAt: now } : {}) },
  });
  await tellOfLink(deps, change, link);
  return link;
}

/** P-02: the client is told at once and can say that they did not agree. */
async function askPermission(deps: Deps, change: Change, { id, clientId, inviterId }: LinkRow): Promise<void> {
  await addTask(change.db, {
    kind: "look-at-permission",
    assigneeId: clientId,
    clientId,
    linkId: id,
    professionalId: inviterId,
  });
  await notify(deps, change, "related-person-invited", clientId, `/permissions/${id}`);
}

/** Every application manager hears of it once in a day of the clock for each inviter. */
async function tellOfRefusal(deps: Deps, change: Change, { clientId, by }: Inviting, now: number): Promise<void> {
  const action = "was-refused-related-person-invitation";
  const today = new Date(now - (now % DAY));
  const told = (await listLoggedAt(change.db, by.accountId, action, today)).length > 0;
  await appendLine(change.executor, { actor: by, action, clientId, ground: by.ground });
  if (told) return;
  for (const managerId of await listActiveWithRole(change.db, "application-manager")) {
    await notify(deps, change, "invitation-limit-reached", managerId, "/log");
  }
}
