import type { HttpApp, Limiter, Logger, Metrics, Nats, Relay, SignedInCaller, TokenSigner } from "@kring/service-kit";
import type { SignedInAccount } from "./account/index.ts";
import type { Auth } from "./auth/index.ts";
import type { ApiConfig } from "./config.ts";
import type { Database } from "./database.ts";
import type { Jobs } from "./jobs/index.ts";

/** What the routes and use cases of this service are given. */
export interface Deps {
  config: ApiConfig;
  logger: Logger;
  metrics: Metrics;
  database: Database;
  nats: Nats;
  relay: Relay;
  limiter: Limiter;
  jobs: Jobs;
  auth: Auth;
  signToken: TokenSigner;
}

/** Whoever calls a route of access "session". */
export interface Caller extends SignedInCaller {
  session: { id: string; expiresAt: Date };
  account: SignedInAccount;
}

/** The HTTP application of this service. */
export type ApiApp = HttpApp<Caller, never>;
