import { createServer } from "node:http";
import { subjects } from "@kring/domain/contract";
import {
  connectNats,
  createMetrics,
  createPool,
  createPostgresLimiter,
  createTokenSigner,
  type Logger,
  listen,
  type OnStop,
  startMetricsServer,
  startRelay,
} from "@kring/service-kit";
import { listActiveAccounts } from "./account/index.ts";
import { createApp } from "./app.ts";
import { createAuth } from "./auth/index.ts";
import type { ApiConfig } from "./config.ts";
import { countStillUnread, followConversations } from "./conversation/index.ts";
import type { CountUnread } from "./count-unread.ts";
import { createDatabase } from "./database.ts";
import type { ApiApp, Deps } from "./deps.ts";
import { failedMailSweep, giveUpMail, resendMail } from "./failed-mail/index.ts";
import { sendInvitationMail } from "./invitation/index.ts";
import { type Handlers, startJobs } from "./jobs/index.ts";
import { linkSweeps, sendRelatedPersonMail } from "./link/index.ts";
import { startChaining } from "./log/index.ts";
import { createMailer } from "./mail/index.ts";
import { bundleSweep, sendBundleMail, sendNotificationMail, sendUnreadMail } from "./notification/index.ts";
import { unsubscribeSweep } from "./notification-preference/index.ts";
import { createPusher, deliverPush } from "./push/index.ts";
import { relateRequestSweep } from "./relate-request/index.ts";
import { sendSecondFactorReset } from "./second-factor/index.ts";
import { sessionSweep } from "./session/index.ts";
import { sendEmailChangedMail, sendEmailChangeMail, sendNewDeviceMail, sendPasswordReset } from "./sign-in/index.ts";
import { startSweeping } from "./sweeping/index.ts";
import { taskReminderSweep } from "./task/index.ts";
import { temporaryAccessSweep } from "./temporary-access/index.ts";
import { runCaseloadTransfer } from "./transfer/index.ts";

const POOL_SIZE = 20;

/** Starts the whole service. Postgres, NATS and the mail server may all be away: it says so, and goes on when they come. */
export async function startService(
  config: ApiConfig,
  logger: Logger,
  onStop: OnStop,
): Promise<{ app: ApiApp; deps: Deps; port: number }> {
  const metrics = createMetrics("api");
  const pool = createPool({ url: config.databaseUrl, max: POOL_SIZE, name: "kring-api", logger, metrics });
  onStop("postgres", () => pool.end());
  const database = createDatabase(pool);
  const nats = connectNats({ url: config.natsUrl, name: "kring-api", logger, metrics });
  onStop("nats", () => nats.close());
  const relay = startRelay({ pool, nats, subject: subjects.accountsFeed, logger });
  onStop("relay", () => relay.stop());
  database.onCommit(() => relay.nudge());
  const chaining = startChaining({ pool, logger });
  onStop("log chain", () => chaining.stop());
  database.onCommit(() => chaining.nudge());

  const mailer = createMailer({
    url: config.mailUrl,
    from: config.mailFrom,
    discreetFrom: config.mailFromDiscreet,
    requireTls: config.mailTls,
    logger,
    metrics,
  });
  onStop("mail", () => mailer.close());
  const pusher = config.push && createPusher({ config: config.push, contact: config.mailFrom, logger, metrics });
  const db = database.db;
  const countUnread: CountUnread = (of) => countStillUnread({ config }, of);
  const handlers: Omit<Handlers, "resend-mail"> = {
    "caseload-transfer": (payload) => runCaseloadTransfer({ database, jobs, nats }, payload),
    "notification-mail": (payload, jobId) => sendNotificationMail({ config, db, mailer }, payload, jobId),
    "bundle-mail": (payload, jobId) => sendBundleMail({ config, db, mailer, countUnread }, payload, jobId),
    "unread-mail": (payload, jobId) => sendUnreadMail({ config, db, mailer, countUnread }, payload, jobId),
    push: (payload) => deliverPush({ db, pusher, jobs, countUnread }, payload),
    "password-reset": (payload, jobId) => sendPasswordReset({ config, db, mailer }, payload, jobId),
    "invitation-mail": (payload, jobId) => sendInvitationMail({ config, db, mailer }, payload, jobId),
    "related-person-mail": (payload, jobId) =>
      sendRelatedPersonMail({ config, database, jobs, nats, mailer }, payload, jobId),
    "email-change-mail": (payload, jobId) => sendEmailChangeMail({ config, db, mailer }, payload, jobId),
    "email-changed-mail": (payload, jobId) => sendEmailChangedMail({ config, db, mailer }, payload, jobId),
    "new-device-mail": (payload, jobId) => sendNewDeviceMail({ config, db, mailer }, payload, jobId),
    "second-factor-reset": (payload, jobId) => sendSecondFactorReset({ config, db, mailer }, payload, jobId),
  };
  const jobs = startJobs({
    pool,
    logger,
    handlers: { ...handlers, "resend-mail": (payload) => resendMail({ db }, handlers, payload) },
    onGivenUp: (job) => giveUpMail({ db }, job),
  });
  onStop("jobs", () => jobs.stop());

  const auth = createAuth({
    ...config,
    database,
    chooseAccount: async (signInId) => (await listActiveAccounts(database.ambient, signInId))[0]?.id,
  });
  const limiter = createPostgresLimiter(pool);
  const signToken = await createTokenSigner(config.tokenPrivateKey);
  const deps: Deps = { config, logger, metrics, database, nats, relay, limiter, jobs, auth, signToken };

  const sweeping = startSweeping({
    logger,
    sweeps: [
      sessionSweep(database),
      temporaryAccessSweep(deps),
      relateRequestSweep(deps),
      ...linkSweeps(deps),
      taskReminderSweep(deps),
      bundleSweep(deps),
      unsubscribeSweep(deps),
      failedMailSweep({ db }),
    ],
  });
  onStop("sweeping", () => sweeping.stop());
  const feed = followConversations(deps);
  onStop("feed", () => feed.stop());

  const measured = await startMetricsServer(metrics, { host: config.host, port: config.metricsPort });
  onStop("metrics", () => measured.close());
  const app = createApp(deps);
  const { port, close } = await listen(createServer(app.express), config);
  onStop("http", () => close());
  return { app, deps, port };
}
