export * from "./shared-tasks.ts";
