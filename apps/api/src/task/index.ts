export { mountClientTaskRoutes } from "./client-task-routes.ts";
export { mountOwnTaskRoutes } from "./own-task-routes.ts";
export { listOwnTasks } from "./own-tasks.ts";
export { taskReminderSweep } from "./remind-of-tasks.ts";
export { addTask, countOpenTasks, endTasks } from "./task-store.ts";
