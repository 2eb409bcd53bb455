export * from "./canonical-line.ts";
export * from "./csv.ts";
export * from "./present-line.ts";
