export * from "./client-search.policy.ts";
export * from "./present-result.ts";
