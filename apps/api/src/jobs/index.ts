export { type GivenUp, type Handlers, Hopeless, type Jobs, startJobs } from "./jobs.ts";
export { migrateJobs } from "./migrate-jobs.ts";
export type { QueuePayloads } from "./queues.ts";
