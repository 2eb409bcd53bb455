import { join } from "node:path";
import { checkout } from "./checkout.ts";
import { inheritedEnvironment } from "./inherited-environment.ts";
import type { MailCatcher } from "./mail.ts";
import type { Nats } from "./nats.ts";
import type { Postgres } from "./postgres.ts";
import type { Errand } from "./run-to-end.ts";
import type { Secrets } from "./secrets.ts";
import { answersAt, type ProcessSpec } from "./supervisor.ts";

/** Whose platform a local one is. */
const ORGANISATION_NAME = "GGZ Waterkant";

export type ServicePorts = { port: number; metricsPort: number };

/** What the services of one platform are configured with. */
export type Wiring = {
  origin: string;
  postgres: Pick<Postgres, "url">;
  nats: Pick<Nats, "url">;
  mail: Pick<MailCatcher, "smtpUrl">;
  secrets: Secrets;
  /** The folder of files of messages, for all gateways. */
  attachments: string;
  api: ServicePorts;
  /** The api reads the feed of the first one. */
  gateways: [ServicePorts, ...ServicePorts[]];
};

function sharedEnvironment({ origin, secrets }: Wiring, ports: ServicePorts): NodeJS.ProcessEnv {
  return {
    ...inheritedEnvironment(),
    KRING_MODE: "demo",
    PUBLIC_ORIGIN: origin,
    PORT: String(ports.port),
    METRICS_PORT: String(ports.metricsPort),
    API_INTERNAL_TOKEN: secrets.apiInternalToken,
    REALTIME_INTERNAL_TOKEN: secrets.realtimeInternalToken,
    TRUST_PROXY: "1",
  };
}

export function apiEnvironment(wiring: Wiring): NodeJS.ProcessEnv {
  return {
    ...sharedEnvironment(wiring, wiring.api),
    NATS_URL: wiring.nats.url("api"),
    DATABASE_URL: wiring.postgres.url("kring_api", "accounts"),
    MAIL_URL: wiring.mail.smtpUrl,
    MAIL_FROM: "Kring <no-reply@kring.example>",
    MAIL_FROM_DISCREET: "bericht@post.example",
    MAIL_TLS: "if-offered",
    AUTH_SECRET: wiring.secrets.authSecret,
    TOKEN_PRIVATE_KEY: wiring.secrets.tokenPrivateKey,
    PUSH_PRIVATE_KEY: wiring.secrets.pushPrivateKey,
    REALTIME_INTERNAL_URL: `http://127.0.0.1:${wiring.gateways[0].port}`,
    ORGANISATION_NAME,
  };
}

export function realtimeEnvironment(wiring: Wiring, gateway: ServicePorts = wiring.gateways[0]): NodeJS.ProcessEnv {
  return {
    ...sharedEnvironment(wiring, gateway),
    NATS_URL: wiring.nats.url("realtime"),
    DATABASE_URL: wiring.postgres.url("kring_realtime", "conversations"),
    ROSTER_DATABASE_URL: wiring.postgres.url("kring_roster", "conversations"),
    ATTACHMENT_DIRECTORY: wiring.attachments,
    TOKEN_PUBLIC_KEYS: wiring.secrets.tokenPublicKey,
    API_INTERNAL_URL: `http://127.0.0.1:${wiring.api.port}`,
  };
}

export function apiProcess(wiring: Wiring, reload: boolean): ProcessSpec {
  return {
    name: "api",
    ...nodeProgram("apps/api/src/main.ts", reload),
    env: apiEnvironment(wiring),
    isReady: answersAt(`http://127.0.0.1:${wiring.api.port}/api/health/ready`),
  };
}

export function realtimeProcess(wiring: Wiring, gateway: ServicePorts, reload: boolean): ProcessSpec {
  const number = wiring.gateways.indexOf(gateway) + 1;
  return {
    name: wiring.gateways.length === 1 ? "realtime" : `realtime-${number}`,
    ...nodeProgram("apps/realtime/src/main.ts", reload),
    env: realtimeEnvironment(wiring, gateway),
    isReady: answersAt(`http://127.0.0.1:${gateway.port}/realtime/health/ready`),
  };
}

export function webEnvironment(origin: string, port: number): NodeJS.ProcessEnv {
  return {
    ...inheritedEnvironment(),
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    ORGANISATION_NAME,
    QUICK_EXIT_URL: "https://www.buienradar.nl",
  };
}

export function webProcess(origin: string, port: number): ProcessSpec {
  return {
    name: "web",
    ...nodeProgram("apps/web/server/main.ts", false),
    env: webEnvironment(origin, port),
    isReady: answersAt(`http://127.0.0.1:${port}/healthz`),
  };
}

/** The development server of the web app; browsers and their reload sockets reach it through the proxy. */
export function webDevelopmentProcess(port: number): ProcessSpec {
  const vite = join(checkout.root, "node_modules/vite/bin/vite.js");
  return {
    name: "web",
    command: process.execPath,
    args: [vite, "--host", "127.0.0.1", "--port", String(port), "--strictPort"],
    cwd: checkout.web,
    env: { ...inheritedEnvironment(), NODE_ENV: "development" },
    isReady: answersAt(`http://127.0.0.1:${port}/`),
    readyWithinMs: 60_000,
  };
}

function nodeProgram(file: string, reload: boolean): { command: string; args: string[] } {
  const program = join(checkout.root, file);
  return { command: process.execPath, args: reload ? ["--watch", "--watch-preserve-output", program] : [program] };
}

type ServiceErrand = Omit<Errand, "logFolder">;

/** Brings both databases up to date. */
export function migrations(postgres: Pick<Postgres, "url">): ServiceErrand[] {
  const url = {
    api: postgres.url("kring_accounts_owner", "accounts"),
    realtime: postgres.url("kring_conversations_owner", "conversations"),
  };
  return (["api", "realtime"] as const).map((app) => ({
    name: `migrate-${app}`,
    args: [join(checkout[app], "src/migrate.ts")],
    env: { ...inheritedEnvironment(), MIGRATION_DATABASE_URL: url[app] },
  }));
}

/** Makes the demo people and their conversations where they are missing; the second needs what the first has made. */
export function seeds(wiring: Wiring): ServiceErrand[] {
  // Only the owner of the database may say when something was said.
  const owner = { MIGRATION_DATABASE_URL: wiring.postgres.url("kring_conversations_owner", "conversations") };
  const env = { api: apiEnvironment(wiring), realtime: { ...realtimeEnvironment(wiring), ...owner } };
  return (["api", "realtime"] as const).map((app) => ({
    name: `seed-${app}`,
    args: [join(checkout[app], "src/seed-demo.ts")],
    env: env[app],
  }));
}
