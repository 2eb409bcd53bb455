import {
  changeMe,
  confirmSecondFactor,
  Refused,
  readMe,
  removeSecondFactor,
  renewRecoveryCodes,
  signOut,
  startSecondFactor,
} from "@kring/domain/contract";
import { isUnavailable } from "@kring/service-kit";
import type { Request } from "express";
import { findActiveAccount } from "../account/index.ts";
import { type Auth, authHeaders, cookieNames, sendCookies } from "../auth/index.ts";
import type { ApiConfig } from "../config.ts";
import type { Database } from "../database.ts";
import type { Caller } from "../deps.ts";
import { isSecondFactorRequiredOfProfessionals } from "../setting/index.ts";

/** All that a professional may do who must have a second factor and has none: set one up, switch, leave. */
const openWithoutSecondFactor = new Set<unknown>(
  [readMe, changeMe, signOut, startSecondFactor, confirmSecondFactor, removeSecondFactor, renewRecoveryCodes].map(
    ({ id }) => id,
  ),
);

interface SessionDeps {
  auth: Auth;
  config: Pick<ApiConfig, "publicOrigin" | "demo">;
  database: Database;
}

/** The session that a request's cookie opens, if any; with the cookies that keep it alive. */
export async function readSession(
  { auth, config }: Pick<SessionDeps, "auth" | "config">,
  request: Pick<Request, "headers">,
): Promise<{ id: string; accountId: string; expiresAt: Date; cookies: string[] } | undefined> {
  const headers = authHeaders(request, cookieNames(config.publicOrigin).session);
  if (!headers.has("cookie")) return undefined;
  try {
    const { headers: answer, response } = await auth.api.getSession({ headers, returnHeaders: true });
    const accountId = response?.session.accountId;
    if (!response || typeof accountId !== "string") return undefined;
    const { id, expiresAt } = response.session;
    return { id, accountId, expiresAt, cookies: answer.getSetCookie() };
  } catch (error) {
    // better-auth wraps what its database threw.
    if (error instanceof Error && isUnavailable(error.cause)) throw error.cause;
    throw error;
  }
}

/** Recognises the caller of a request; a deactivated account is signed out. */
export function createAuthenticator(deps: SessionDeps): (request: Request) => Promise<Caller> {
  const { config, database } = deps;
  return async (request) => {
    const session = await readSession(deps, request);
    const account = session && (await findActiveAccount(database.db, session.accountId));
    if (!session || !account) throw new Refused("not-signed-in");
    if (request.res) sendCookies(request.res, session.cookies);
    if (
      account.kind === "professional" &&
      !account.signIn.secondFactorOn &&
      !openWithoutSecondFactor.has(request.res?.locals.route) &&
      (await isSecondFactorRequiredOfProfessionals(database.db, config))
    ) {
      throw new Refused("second-factor-required");
    }
    return { accountId: account.id, session: { id: session.id, expiresAt: session.expiresAt }, account };
  };
}
