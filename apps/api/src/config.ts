import { readConfig, settings, type VapidKeys } from "@kring/service-kit";
import { z } from "zod";

const mailAddress = z.string().regex(/^(?:[^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
  error: 'must be an address such as "Kring <no-reply@kring.example>"',
});

const isLoopback = (origin: string) => new URL(origin).hostname === "127.0.0.1";

const schema = z.object({
  KRING_MODE: settings.mode,
  PUBLIC_ORIGIN: settings.origin,
  ORGANISATION_NAME: z.string().max(100, { error: "must have at most 100 characters" }),
  HOST: settings.host,
  PORT: settings.port,
  METRICS_PORT: settings.port,
  TRUST_PROXY: settings.trustProxy,
  LOG_LEVEL: settings.logLevel,
  DATABASE_URL: settings.postgresUrl,
  NATS_URL: settings.natsUrl,
  // Options in a query would go before MAIL_TLS.
  MAIL_URL: settings.url(["smtp:", "smtps:"]).refine((url) => !url.includes("?"), { error: "must have no query" }),
  MAIL_FROM: mailAddress,
  MAIL_FROM_DISCREET: mailAddress.optional(),
  MAIL_TLS: z.enum(["required", "if-offered"], { error: "must be required or if-offered" }).optional(),
  AUTH_SECRET: settings.secret(),
  TOKEN_PRIVATE_KEY: settings.privateKey,
  PUSH_PRIVATE_KEY: settings.vapidKey.optional(),
  PUSH_LOOPBACK_ORIGIN: settings.origin.refine(isLoopback, { error: "must be an origin at 127.0.0.1" }).optional(),
  API_INTERNAL_TOKEN: settings.secret(),
  REALTIME_INTERNAL_TOKEN: settings.secret(),
  REALTIME_INTERNAL_URL: settings.httpUrl,
});

export interface PushConfig {
  keys: VapidKeys;
  /** An origin of tests that may be pushed to although it is not public; null in production. */
  loopbackOrigin: string | null;
}

/** Everything that the service is told from outside. */
export interface ApiConfig {
  demo: boolean;
  publicOrigin: string;
  organisation: string;
  host: string;
  port: number;
  metricsPort: number;
  trustProxy: number;
  logLevel: string;
  databaseUrl: string;
  natsUrl: string;
  mailUrl: string;
  mailFrom: string;
  /** Of mails that name neither product nor organisation. */
  mailFromDiscreet: string;
  /** Whether a mail server that offers no TLS gets nothing. */
  mailTls: boolean;
  authSecret: string;
  tokenPrivateKey: string;
  /** Null: this platform pushes nothing. */
  push: PushConfig | null;
  internalToken: string;
  realtime: { url: string; token: string };
}

/** Reads the settings of the service; throws a `ConfigError` that names every mistake. */
export function readApiConfig(env: Record<string, string | undefined>): ApiConfig {
  const given = readConfig(schema, env);
  const demo = given.KRING_MODE === "demo";
  return {
    demo,
    publicOrigin: given.PUBLIC_ORIGIN,
    organisation: given.ORGANISATION_NAME,
    host: given.HOST,
    port: given.PORT,
    metricsPort: given.METRICS_PORT,
    trustProxy: given.TRUST_PROXY,
    logLevel: given.LOG_LEVEL,
    databaseUrl: given.DATABASE_URL,
    natsUrl: given.NATS_URL,
    mailUrl: given.MAIL_URL,
    mailFrom: given.MAIL_FROM,
    mailFromDiscreet: given.MAIL_FROM_DISCREET ?? given.MAIL_FROM,
    mailTls: (given.MAIL_TLS ?? (given.KRING_MODE === "demo" ? "if-offered" : "required")) === "required",
    authSecret: given.AUTH_SECRET,
    tokenPrivateKey: given.TOKEN_PRIVATE_KEY,
    push: given.PUSH_PRIVATE_KEY
      ? { keys: given.PUSH_PRIVATE_KEY, loopbackOrigin: demo ? (given.PUSH_LOOPBACK_ORIGIN ?? null) : null }
      : null,
    internalToken: given.API_INTERNAL_TOKEN,
    realtime: { url: given.REALTIME_INTERNAL_URL, token: given.REALTIME_INTERNAL_TOKEN },
  };
}
