export * from "./end-participation.ts";
export * from "./mask.ts";
export * from "./render-roster.ts";
export * from "./roster-facts.ts";
