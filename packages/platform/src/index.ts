export { stopLeftovers } from "./ledger.ts";
export { type Nats, startNats } from "./nats.ts";
export { findFreePort, findPortFrom } from "./ports.ts";
export { type Postgres, startPostgres } from "./postgres.ts";
export { createDatabase, SERVICE_DATABASES, type ServiceDatabase } from "./postgres-roles.ts";
export { makeSecrets, type Secrets } from "./secrets.ts";
export { SetupError } from "./setup-error.ts";
export { answersAt, createSupervisor, type ProcessSpec, type RunningProcess, type Supervisor } from "./supervisor.ts";
