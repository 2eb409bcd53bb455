import { setTimeout as pause } from "node:timers/promises";
import { Refused } from "@kring/domain/contract";
import type { Request } from "express";
import {
  type AuthAnswer,
  authHeaders,
  cookieNames,
  cookieOf,
  fieldOf,
  readAnswer,
  tidyRecoveryCode,
} from "../auth/index.ts";
import { LostRace } from "../database.ts";
import type { Deps } from "../deps.ts";
import { endSessionById, readSession } from "../session/index.ts";
import { countAttempt, secondStepLimit, signInLimit } from "./address-limits.ts";
import { refuseDemoPassword } from "./judge-password.ts";
import { rememberDevice } from "./known-device.ts";
import { tellOfNewDevice } from "./new-device.ts";
import { findSignInBySecondStep } from "./verification-store.ts";

/** Refusals leave no earlier than this, so that what was looked up on the way doesn't show. */
const REFUSAL_MS = 400;

type State = "signed-in" | "second-factor-required";

/** Signs in with address and password; a session that the browser still held ends. */
export async function signInWithPassword(
  deps: Deps,
  request: Request,
  { email, password }: { email: string; password: string },
): Promise<{ state: State; cookies: string[] }> {
  const { auth, config, database } = deps;
  refuseDemoPassword(password, config);
  const forgive = await countAttempt(deps, signInLimit, { email, request });
  const earliest = pause(REFUSAL_MS);
  const headers = authHeaders(request);
  const answer = await readAnswer(auth.api.signInEmail({ body: { email, password }, headers, asResponse: true }));
  if (!answer.ok) {
    await earliest;
    throw new Refused("wrong-credentials");
  }
  await forgive();
  const held = await readSession(deps, request);
  if (held) await database.change(({ db }) => endSessionById(db, held.id));
  if (fieldOf(answer.body, "twoFactorRedirect") === true) {
    return { state: "second-factor-required", cookies: answer.cookies };
  }
  await tellOfNewDevice(deps, request, email);
  return { state: "signed-in", cookies: [...answer.cookies, rememberDevice(config, request, email)] };
}

/** A code of an app opens once: who looked over a shoulder can't use it again while it is still valid. */
const codeOnce = { points: 1, seconds: 120 };

export async function useCodeOnce({ limiter }: Pick<Deps, "limiter">, signInId: string, code: string): Promise<void> {
  try {
    await limiter.consume("totp-code", codeOnce, `${signInId}:${code}`);
  } catch (error) {
    throw error instanceof Refused ? new Refused("wrong-code") : error;
  }
}

/** What better-auth answers when another recovery code was used between its reading and its writing. */
const USED_MEANWHILE = 409;

/** Second step of a sign-in, by the cookie that the first step set. */
export async function signInWithCode(
  deps: Deps,
  request: Request,
  { code, kind }: { code: string; kind: "totp" | "recovery-code" },
): Promise<{ cookies: string[] }> {
  const { auth, config, database } = deps;
  const { secondStep } = cookieNames(config.publicOrigin);
  const signIn = await findSignInBySecondStep(database.db, cookieOf(request, secondStep) ?? "");
  if (!signIn) throw new Refused("not-signed-in");
  const forgive = await countAttempt(deps, secondStepLimit, { email: signIn.email, request });
  const headers = authHeaders(request, secondStep);
  const input = { body: { code: kind === "totp" ? code : tidyRecoveryCode(code) }, headers, asResponse: true } as const;
  // A wrong code is counted in the same transaction, so a refusal of better-auth must not roll it back.
  const answer = await database.change(async ({ executor }) => {
    const given = await readAnswer(kind === "totp" ? auth.api.verifyTOTP(input) : auth.api.verifyBackupCode(input));
    if (given.status === USED_MEANWHILE) throw new LostRace();
    if (given.ok && kind === "totp") await useCodeOnce(deps, signIn.id, code);
    if (given.ok) await tellOfNewDevice(deps, request, signIn.email, executor);
    return given;
  });
  if (!answer.ok) throw refusalOfCode(answer);
  await forgive();
  return { cookies: [...answer.cookies, rememberDevice(config, request, signIn.email)] };
}

const startAgain = new Set(["INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE", "TOTP_NOT_ENABLED"]);

function refusalOfCode({ code = "" }: AuthAnswer): Refused {
  return new Refused(startAgain.has(code) ? "not-signed-in" : "wrong-code");
}
