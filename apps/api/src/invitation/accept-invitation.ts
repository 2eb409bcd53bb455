import { isInvitationOpen } from "@kring/domain";
import { type AccountKind, type Language, Refused } from "@kring/domain/contract";
import type { Request } from "express";
import { tellAccountChanged } from "../account/index.ts";
import { hashPassword } from "../auth/index.ts";
import { type Change, type Db, isTaken } from "../database.ts";
import type { Deps } from "../deps.ts";
import { findLinkInvitation, lockLinkInvitation, openForSignIn } from "../link/index.ts";
import { appendLine } from "../log/index.ts";
import { hashLinkToken } from "../mailed-link.ts";
import {
  checkPassword,
  countAttempt,
  createSignIn,
  findSignIn,
  judgeNewPassword,
  refuseDemoPassword,
  rememberDevice,
  signInLimit,
} from "../sign-in/index.ts";
import {
  endInvitation,
  type FoundInvitation,
  findInvitation,
  giveOwner,
  lockAccount,
  markInvitationAccepted,
} from "./invitation-store.ts";

async function findOpenInvitation(db: Db, token: string): Promise<FoundInvitation> {
  const found = await findInvitation(db, { tokenHash: hashLinkToken("invitation", token) });
  if (!found || !isInvitationOpen(found.state, Date.now())) throw new Refused("link-expired");
  return found;
}

/** What a link opens: an account that was made for its owner, or a related person's invitation, which names nobody (P-03). */
async function findOpened(db: Db, token: string): Promise<Opened> {
  const link = await findLinkInvitation(db, token);
  if (link) return { kind: "related-person", name: null, ...link };
  const { account, email, language } = await findOpenInvitation(db, token);
  return { kind: account.kind, name: account.name, email, language, linkId: null };
}

interface Opened {
  kind: AccountKind;
  name: string | null;
  email: string;
  language: Language;
  /** Of a related person's invitation. */
  linkId: string | null;
}

/** What the holder of a link is asked for. */
export async function readInvitation({ config, database }: Deps, token: string) {
  const { kind, name, email, language } = await findOpened(database.db, token);
  const known = await findSignIn(database.db, email);
  return {
    organisation: config.organisation,
    name,
    kind,
    password: known ? ("existing" as const) : ("choose" as const),
    language,
  };
}

/**
 * Gives an account to who holds its link: with a new password, or, where the address has a sign-in, with the password of
 * that. It signs nobody in, so a second factor is asked for as always.
 */
export async function acceptInvitation(
  deps: Deps,
  request: Request,
  { token, password, language }: { token: string; password: string; language?: Language | undefined },
): Promise<{ cookies: string[] }> {
  const { config, database } = deps;
  const { email, linkId, language: written } = await findOpened(database.db, token);
  const known = await findSignIn(database.db, email);
  let hash: string | null = null;
  if (known) {
    refuseDemoPassword(password, config);
    const forgive = await countAttempt(deps, signInLimit, { email, request });
    await checkPassword(database.db, known.id, password);
    await forgive();
  } else {
    judgeNewPassword(password, email, config);
    hash = await hashPassword(password);
  }
  const added = await database
    .change((change) => {
      const opening = { token, email, knownId: known?.id, hash, language: language ?? written };
      return linkId === null ? activate(change, opening) : openLink(change, opening);
    })
    .catch((error: unknown) => {
      // Two invitations of one address accepted at once: the second belongs to the sign-in that the first made.
      throw isTaken(error) ? new Refused("unavailable", { retryAfterMs: 1_000 }) : error;
    });
  if (!added) throw new Refused("link-expired");
  // Who has just chosen the password need not be told that they sign in from here.
  return { cookies: known ? [] : [rememberDevice(config, request, email)] };
}

/** What was checked before the change. */
interface Opening {
  token: string;
  email: string;
  knownId: string | undefined;
  /** Of the password that was chosen, where the address has no sign-in. */
  hash: string | null;
  /** Of a new sign-in. */
  language: Language;
}

/** The sign-in that gets the account: whose password was checked, else a new one. */
async function takeSignIn(db: Db, { email, knownId, hash, language }: Opening): Promise<string> {
  const signIn = await findSignIn(db, email);
  if (signIn?.id !== knownId) throw new Refused("unavailable", { retryAfterMs: 1_000 });
  return signIn?.id ?? createSignIn(db, { email, language, passwordHash: hash ?? "" });
}

/** A related person gets in; the invitation itself waits for their answer (P-03). */
async function openLink(change: Change, opening: Opening): Promise<boolean> {
  const link = await lockLinkInvitation(change.db, opening.token);
  await openForSignIn(change, link, await takeSignIn(change.db, opening));
  return true;
}

/** False where the sign-in already has an account of this kind: then the invitation ends, and only the log says why. */
async function activate(change: Change, opening: Opening): Promise<boolean> {
  const { db, executor } = change;
  const before = await findOpenInvitation(db, opening.token);
  await lockAccount(db, before.account.id);
  const { id, account } = await findOpenInvitation(db, opening.token);
  const signInId = await takeSignIn(db, opening);
  const clientId = account.kind === "client" ? account.id : null;
  if (!(await giveOwner(db, account.id, account.kind, signInId))) {
    await endInvitation(db, account.id);
    await appendLine(executor, { actor: null, action: "withdrew-invitation", clientId, ground: "platform" });
    return false;
  }
  await markInvitationAccepted(db, id);
  const actor = { accountId: account.id, role: account.kind };
  await appendLine(executor, { actor, action: "activated-account", clientId, ground: "own-account" });
  await tellAccountChanged(change, account.id);
  return true;
}
