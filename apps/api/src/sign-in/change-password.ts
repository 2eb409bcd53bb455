import { Refused } from "@kring/domain/contract";
import { listActiveAccounts } from "../account/index.ts";
import { fieldOf, hashPassword, readAnswer } from "../auth/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { notify } from "../notification/index.ts";
import { endOtherSessions } from "../session/index.ts";
import { checkPassword } from "./check-password.ts";
import { judgeNewPassword } from "./judge-password.ts";
import { voidVerifications, writePasswordHash } from "./sign-in-store.ts";
import { findSignInByReset } from "./verification-store.ts";

/** Where the app shows how one signs in. */
const SECURITY_PAGE = "/profile/security";

/** Changes one's password; every other session ends. */
export async function changePassword(
  deps: Deps,
  { account, session }: Caller,
  { current, password }: { current: string; password: string },
): Promise<void> {
  const { config, database } = deps;
  const { id: signInId, email } = account.signIn;
  await checkPassword(database.db, signInId, current);
  judgeNewPassword(password, email, config);
  const hash = await hashPassword(password);
  await database.change(async (change) => {
    await writePasswordHash(change.db, signInId, hash);
    await voidVerifications(change.db, signInId);
    await endOtherSessions(change.db, signInId, session.id);
    await notify(deps, change, "password-changed", account.id, SECURITY_PAGE);
  });
}

/** Chooses a new password with the token of a mail, which works once; every session of the sign-in ends. */
export async function resetPassword(
  deps: Deps,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { auth, config, database } = deps;
  const signIn = await findSignInByReset(database.db, token);
  // Judged first, so that a password that is refused does not use up the link.
  if (!signIn) throw new Refused("link-expired");
  judgeNewPassword(password, signIn.email, config);
  await database.change(async (change) => {
    const answer = await readAnswer(
      auth.api.resetPassword({ body: { token, newPassword: password }, asResponse: true }),
    );
    if (!answer.ok || fieldOf(answer.body, "status") !== true) throw new Refused("link-expired");
    await voidVerifications(change.db, signIn.id);
    const [account] = await listActiveAccounts(change.db, signIn.id);
    if (account) await notify(deps, change, "password-changed", account.id, SECURITY_PAGE);
  });
}
