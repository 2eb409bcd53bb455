export * from "./shared-tasks.ts";
export * from "./task-reminder.ts";
