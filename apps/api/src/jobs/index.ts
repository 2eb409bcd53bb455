export { type Jobs, startJobs } from "./jobs.ts";
export { migrateJobs } from "./migrate-jobs.ts";
