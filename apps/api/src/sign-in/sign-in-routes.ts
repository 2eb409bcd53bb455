import * as contract from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import { authHeaders, cookieNames, readAnswer, sendCookies } from "../auth/index.ts";
import type { ApiApp, Deps } from "../deps.ts";
import { confirmEmailChange, requestEmailChange } from "./change-email.ts";
import { changePassword, resetPassword } from "./change-password.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { signInWithCode, signInWithPassword } from "./sign-in.ts";

export function mountSignInRoutes(app: ApiApp, deps: Deps): void {
  const { auth, config, database } = deps;

  mountRoute(app, contract.signIn, async ({ body, request, response }) => {
    const { state, cookies } = await signInWithPassword(deps, request, body);
    sendCookies(response, cookies);
    return { state };
  });

  mountRoute(app, contract.confirmSignIn, async ({ body, request, response }) => {
    const { cookies } = await signInWithCode(deps, request, body);
    sendCookies(response, cookies);
    return { state: "signed-in" as const };
  });

  mountRoute(app, contract.signOut, async ({ request, response }) => {
    const headers = authHeaders(request, cookieNames(config.publicOrigin).session);
    const answer = await database.change(() => readAnswer(auth.api.signOut({ headers, asResponse: true })));
    sendCookies(response, answer.cookies);
  });

  mountRoute(app, contract.requestPasswordReset, ({ body, request }) =>
    requestPasswordReset(deps, request, body.email),
  );

  mountRoute(app, contract.resetPassword, ({ body }) => resetPassword(deps, body));

  mountRoute(app, contract.requestEmailChange, ({ body, caller }) => requestEmailChange(deps, caller, body));

  mountRoute(app, contract.confirmEmailChange, ({ body, request }) => confirmEmailChange(deps, request, body.token));

  mountRoute(app, contract.changePassword, ({ body, caller }) => changePassword(deps, caller, body));
}
