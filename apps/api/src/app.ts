import { apiDocs, apiLive, apiOpenApi, apiReady, routes } from "@kring/domain/contract";
import { createHttpApp, describeApi, mountApiDescription, mountHealth } from "@kring/service-kit";
import { mountAbsenceRoutes } from "./absence/index.ts";
import { mountAccessRequestRoutes } from "./access-request/index.ts";
import { mountCircleRoutes } from "./circle/index.ts";
import { mountClientRoutes } from "./client/index.ts";
import { mountClientProfessionalsRoutes } from "./client-professionals/index.ts";
import { mountClientSearchRoutes } from "./client-search/index.ts";
import { mountContactHistoryRoutes } from "./contact-history/index.ts";
import type { ApiApp, Caller, Deps } from "./deps.ts";
import { mountDirectoryRoutes } from "./directory/index.ts";
import { mountFailedMailRoutes } from "./failed-mail/index.ts";
import { mountInvitationRoutes } from "./invitation/index.ts";
import { mountLinkRoutes, mountRelatedPersonRoutes } from "./link/index.ts";
import { mountLogRoutes } from "./log/index.ts";
import { mountMailPreviews } from "./mail/index.ts";
import { mountMeRoutes } from "./me/index.ts";
import { mountNotificationRoutes } from "./notification/index.ts";
import { mountPreferenceRoutes } from "./notification-preference/index.ts";
import { mountOwnDataRoutes } from "./own-data/index.ts";
import { mountPlatformExportRoutes } from "./platform-export/index.ts";
import { mountProfessionalRoutes } from "./professional/index.ts";
import { mountProposalRoutes } from "./proposal/index.ts";
import { mountPushRoutes } from "./push/index.ts";
import { mountRelateRequestRoutes } from "./relate-request/index.ts";
import { mountRelationRoutes } from "./relation/index.ts";
import { mountSecondFactorRoutes } from "./second-factor/index.ts";
import { createAuthenticator, mountSessionRoutes } from "./session/index.ts";
import { mountSettingRoutes } from "./setting-change/index.ts";
import { mountSignInRoutes } from "./sign-in/index.ts";
import { mountClientTaskRoutes, mountOwnTaskRoutes } from "./task/index.ts";
import { mountTemporaryAccessRoutes } from "./temporary-access/index.ts";
import { mountToolRoutes } from "./tool/index.ts";
import { mountTransferRoutes } from "./transfer/index.ts";

/** The HTTP side of the service: every route of the contract that is the api's. */
export function createApp(deps: Deps): ApiApp {
  const { config, database, jobs, limiter, logger, metrics } = deps;
  const app: ApiApp = createHttpApp<Caller>({
    service: "api",
    logger,
    metrics,
    limiter,
    publicOrigin: config.publicOrigin,
    trustProxy: config.trustProxy,
    internalToken: config.internalToken,
    authenticate: { session: createAuthenticator(deps) },
  });
  mountHealth(
    app,
    { live: apiLive, ready: apiReady },
    {
      postgres: async () => (await database.pool.query("SELECT")).rowCount === 1,
      jobs: () => jobs.ready,
    },
  );
  const described = routes.filter(({ service, access }) => service === "api" && access !== "service");
  mountApiDescription(
    app,
    { json: apiOpenApi, page: apiDocs },
    describeApi(described, {
      title: "Kring: accounts",
      version: "1",
      description: "Sign-ins, accounts, sessions, ties and notifications.",
    }),
  );
  mountSignInRoutes(app, deps);
  mountSecondFactorRoutes(app, deps);
  mountSessionRoutes(app, deps);
  mountMeRoutes(app, deps);
  mountLinkRoutes(app, deps);
  mountNotificationRoutes(app, deps);
  mountPreferenceRoutes(app, deps);
  mountPushRoutes(app, deps);
  mountInvitationRoutes(app, deps);
  mountProfessionalRoutes(app, deps);
  mountAbsenceRoutes(app, deps);
  mountClientRoutes(app, deps);
  mountProposalRoutes(app, deps);
  mountToolRoutes(app, deps);
  mountClientTaskRoutes(app, deps);
  mountClientProfessionalsRoutes(app, deps);
  mountRelationRoutes(app, deps);
  mountRelateRequestRoutes(app, deps);
  mountTransferRoutes(app, deps);
  mountOwnTaskRoutes(app, deps);
  mountRelatedPersonRoutes(app, deps);
  mountCircleRoutes(app, deps);
  mountDirectoryRoutes(app, deps);
  mountClientSearchRoutes(app, deps);
  mountTemporaryAccessRoutes(app, deps);
  mountSettingRoutes(app, deps);
  mountLogRoutes(app, deps);
  mountContactHistoryRoutes(app, deps);
  mountAccessRequestRoutes(app, deps);
  mountFailedMailRoutes(app, deps);
  mountPlatformExportRoutes(app, deps);
  mountOwnDataRoutes(app, deps);
  if (config.demo) mountMailPreviews(app, config);
  return app;
}
