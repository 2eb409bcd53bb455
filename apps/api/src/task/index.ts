export { mountClientTaskRoutes } from "./client-task-routes.ts";
export { mountOwnTaskRoutes } from "./own-task-routes.ts";
export { addTask, countOpenTasks, endTasks, type NewTask, type TaskChoice } from "./task-store.ts";
