export { appendLine, type LoggedDetails, type NewLogLine } from "./append-line.ts";
