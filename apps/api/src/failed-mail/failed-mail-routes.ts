import { listFailedMails as listRoute, resendFailedMail as resendRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { listFailedMails, resendFailedMail } from "./failed-mails.ts";

export function mountFailedMailRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, listRoute, async ({ caller }) => ({ mails: await listFailedMails(deps, caller) }));

  mountRoute(app, resendRoute, ({ params, caller }) => resendFailedMail(deps, caller, params.mailId));
}
