import { Refused } from "@kring/domain/contract";
import type { Request } from "express";
import { z } from "zod";
import { listActiveAccounts } from "../account/index.ts";
import { authHeaders, cookieNames, readAnswer } from "../auth/index.ts";
import type { Caller, Deps } from "../deps.ts";
import { notify } from "../notification/index.ts";
import { endOtherSessions } from "../session/index.ts";
import { isSecondFactorRequiredOfProfessionals } from "../setting/index.ts";
import { checkPassword, useCodeOnce } from "../sign-in/index.ts";
import { deleteSecondFactor, isSecondFactorStarted, setSecondFactorOn } from "./second-factor-store.ts";

/** Where the app shows how one signs in. */
const SECURITY_PAGE = "/profile/security";

/** What better-auth calls it. */
const WRONG_PASSWORD = "INVALID_PASSWORD";

const sessionHeaders = ({ config }: Deps, request: Request) =>
  authHeaders(request, cookieNames(config.publicOrigin).session);

const Started = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const Renewed = z.object({ backupCodes: z.array(z.string()) });

/** Makes a secret and recovery codes; nothing is asked at sign-in until a code of the app was seen. */
export async function startSecondFactor(
  deps: Deps,
  request: Request,
  { account }: Caller,
  password: string,
): Promise<{ totpUri: string; recoveryCodes: string[] }> {
  if (account.signIn.secondFactorOn) throw new Refused("already-done");
  const answer = await readAnswer(
    deps.auth.api.enableTwoFactor({ body: { password }, headers: sessionHeaders(deps, request), asResponse: true }),
  );
  if (!answer.ok) throw new Refused(answer.code === WRONG_PASSWORD ? "wrong-credentials" : "already-done");
  const { totpURI, backupCodes } = Started.parse(answer.body);
  return { totpUri: totpURI, recoveryCodes: backupCodes };
}

/** Turns the second factor on once the app has shown a right code; every session that opened without one ends but this. */
export async function confirmSecondFactor(deps: Deps, request: Request, caller: Caller, code: string): Promise<void> {
  const { auth, database } = deps;
  const signInId = caller.account.signIn.id;
  await database.change(async (change) => {
    if (!(await isSecondFactorStarted(change.db, signInId))) throw new Refused("wrong-code");
    // Written first: better-auth would otherwise replace the session, and with it close this person's sockets.
    await setSecondFactorOn(change.db, signInId, true);
    const headers = sessionHeaders(deps, request);
    const answer = await readAnswer(auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }));
    if (!answer.ok) throw new Refused("wrong-code");
    await useCodeOnce(deps, signInId, code);
    if (caller.account.signIn.secondFactorOn) return;
    await endOtherSessions(change.db, signInId, caller.session.id);
    await tellChanged(deps, change, caller);
  });
}

/** Removes the second factor, unless a professional must have one. */
export async function removeSecondFactor(deps: Deps, caller: Caller, password: string): Promise<void> {
  const { config, database } = deps;
  const { id: signInId } = caller.account.signIn;
  await checkPassword(database.db, signInId, password);
  await database.change(async (change) => {
    const accounts = await listActiveAccounts(change.db, signInId);
    const required =
      accounts.some(({ kind }) => kind === "professional") &&
      (await isSecondFactorRequiredOfProfessionals(change.db, config));
    if (required) throw new Refused("second-factor-required");
    await setSecondFactorOn(change.db, signInId, false);
    if (await deleteSecondFactor(change.db, signInId)) await tellChanged(deps, change, caller);
  });
}

/** New recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  deps: Deps,
  request: Request,
  caller: Caller,
  password: string,
): Promise<string[]> {
  const { auth, database } = deps;
  if (!caller.account.signIn.secondFactorOn) throw new Refused("not-found");
  return database.change(async (change) => {
    const headers = sessionHeaders(deps, request);
    const answer = await readAnswer(auth.api.generateBackupCodes({ body: { password }, headers, asResponse: true }));
    if (!answer.ok) throw new Refused(answer.code === WRONG_PASSWORD ? "wrong-credentials" : "not-found");
    await tellChanged(deps, change, caller);
    return Renewed.parse(answer.body).backupCodes;
  });
}

const tellChanged = (deps: Deps, change: Parameters<typeof notify>[1], { account }: Caller) =>
  notify(deps, change, "second-factor-changed", account.id, SECURITY_PAGE);
