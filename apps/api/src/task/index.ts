export { addTask, countOpenTasks, endTasks, type NewTask, type TaskChoice } from "./task-store.ts";
