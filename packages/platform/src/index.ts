export { buildWeb, generateClient } from "./build.ts";
export { checkout } from "./checkout.ts";
export { stopLeftovers } from "./ledger.ts";
export { type MailCatcher, startMailCatcher } from "./mail.ts";
export { type Nats, startNats } from "./nats.ts";
export { findNatsServer } from "./nats-program.ts";
export { PlainError } from "./plain-error.ts";
export { findFreePort, findPortFrom } from "./ports.ts";
export { type Postgres, startPostgres } from "./postgres.ts";
export { createDatabase, SERVICE_DATABASES, type ServiceDatabase } from "./postgres-roles.ts";
export { type ProxyTargets, type RunningProxy, startProxy } from "./proxy.ts";
export { type Errand, runToEnd } from "./run-to-end.ts";
export { makeSecrets, type Secrets } from "./secrets.ts";
export {
  apiEnvironment,
  apiProcess,
  migrations,
  realtimeEnvironment,
  realtimeProcess,
  type ServicePorts,
  seeds,
  type Wiring,
  webProcess,
} from "./services.ts";
export { answersAt, createSupervisor, type ProcessSpec, type RunningProcess, type Supervisor } from "./supervisor.ts";
