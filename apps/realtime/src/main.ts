import {
  connectNats,
  createLogger,
  createMetrics,
  createPool,
  createTokenVerifier,
  noteSkipped,
  readConfig,
  runService,
  startMetricsServer,
} from "@kring/service-kit";
import { createFileStore } from "./attachment/index.ts";
import { GatewaySettings } from "./config.ts";
import { createAccountsSource } from "./directory/index.ts";
import { createGateway } from "./gateway.ts";
import { SEND_LOCK_MS } from "./message/index.ts";

await runService(async (onStop) => {
  const config = readConfig(GatewaySettings, process.env);
  const logger = createLogger({ service: "realtime", level: config.LOG_LEVEL });
  const metrics = createMetrics("realtime");

  const measures = await startMetricsServer(metrics, { host: config.HOST, port: config.METRICS_PORT });
  onStop("metrics", () => measures.close(0));
  const pool = createPool({ url: config.DATABASE_URL, max: 12, name: "kring-realtime", logger, metrics });
  const rosterPool = createPool({ url: config.ROSTER_DATABASE_URL, max: 6, name: "kring-roster", logger, metrics });
  const sendPool = createPool({
    url: config.DATABASE_URL,
    max: 4,
    name: "kring-send",
    lockMs: SEND_LOCK_MS,
    logger,
    metrics,
  });
  onStop("postgres", () => Promise.all([pool.end(), rosterPool.end(), sendPool.end()]));
  const nats = connectNats({ url: config.NATS_URL, name: "kring-realtime", logger, metrics });
  onStop("nats", () => nats.close());

  const gateway = await createGateway({
    pool,
    sendPool,
    rosterPool,
    nats,
    files: await createFileStore(config.ATTACHMENT_DIRECTORY),
    accounts: createAccountsSource({
      url: config.API_INTERNAL_URL,
      token: config.API_INTERNAL_TOKEN,
      onSkipped: () => noteSkipped("directory", { logger, metrics }),
    }),
    verify: await createTokenVerifier(config.TOKEN_PUBLIC_KEYS),
    internalToken: config.REALTIME_INTERNAL_TOKEN,
    publicOrigin: config.PUBLIC_ORIGIN,
    address: { host: config.HOST, port: config.PORT },
    trustProxy: config.TRUST_PROXY,
    logger,
    metrics,
  });
  onStop("gateway", () => gateway.drain());
  return logger;
});
