export { type Acting, appendLine, type LoggedDetails, type NewLogLine } from "./append-line.ts";
