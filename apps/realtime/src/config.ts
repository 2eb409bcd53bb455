import { settings } from "@kring/service-kit";
import { z } from "zod";

/** The settings of a gateway, as they stand in its environment. */
export const GatewaySettings = z.object({
  KRING_MODE: settings.mode,
  PUBLIC_ORIGIN: settings.origin,
  HOST: settings.host,
  PORT: settings.port,
  METRICS_PORT: settings.port,
  NATS_URL: settings.natsUrl,
  API_INTERNAL_URL: settings.httpUrl,
  API_INTERNAL_TOKEN: settings.secret(),
  REALTIME_INTERNAL_TOKEN: settings.secret(),
  DATABASE_URL: settings.postgresUrl,
  ROSTER_DATABASE_URL: settings.postgresUrl,
  TOKEN_PUBLIC_KEYS: settings.publicKeys,
  ATTACHMENT_DIRECTORY: z
    .string()
    .regex(/^\//, { error: "must be the whole path of a folder that all gateways share" }),
  TRUST_PROXY: settings.trustProxy,
  LOG_LEVEL: settings.logLevel,
});
export type GatewaySettings = z.output<typeof GatewaySettings>;
