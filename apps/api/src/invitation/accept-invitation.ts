import { isInvitationOpen } from "@kring/domain";
import { Refused } from "@kring/domain/contract";
import type { Request } from "express";
import { tellAccountChanged } from "../account/index.ts";
import { hashPassword } from "../auth/index.ts";
import { type Change, type Db, isTaken } from "../database.ts";
import type { Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { hashLinkToken } from "../mailed-link.ts";
import {
  checkPassword,
  countAttempt,
  createSignIn,
  findSignIn,
  judgeNewPassword,
  refuseDemoPassword,
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

/** What the holder of a link is asked for. */
export async function readInvitation({ config, database }: Deps, token: string) {
  const { account, email } = await findOpenInvitation(database.db, token);
  const known = await findSignIn(database.db, email);
  return {
    organisation: config.organisation,
    name: account.name,
    kind: account.kind,
    password: known ? ("existing" as const) : ("choose" as const),
  };
}

/**
 * Gives an account to who holds its link: with a new password, or, where the address has a sign-in, with the password of
 * that. It signs nobody in, so a second factor is asked for as always.
 */
export async function acceptInvitation(
  deps: Deps,
  request: Request,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { config, database } = deps;
  const { email } = await findOpenInvitation(database.db, token);
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
    .change((change) => activate(change, { token, email, knownId: known?.id, hash }))
    .catch((error: unknown) => {
      // Two invitations of one address accepted at once: the second belongs to the sign-in that the first made.
      throw isTaken(error) ? new Refused("unavailable", { retryAfterMs: 1_000 }) : error;
    });
  if (!added) throw new Refused("link-expired");
}

/** False where the sign-in already has an account of this kind: then the invitation ends, and only the log says why. */
async function activate(
  change: Change,
  { token, email, knownId, hash }: { token: string; email: string; knownId: string | undefined; hash: string | null },
): Promise<boolean> {
  const { db, executor } = change;
  const before = await findOpenInvitation(db, token);
  await lockAccount(db, before.account.id);
  const { id, account } = await findOpenInvitation(db, token);
  const signIn = await findSignIn(db, email);
  // Whose password was checked must be who gets the account.
  if (signIn?.id !== knownId) throw new Refused("unavailable", { retryAfterMs: 1_000 });
  const signInId = signIn?.id ?? (await createSignIn(db, { email, language: "nl", passwordHash: hash ?? "" }));
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
