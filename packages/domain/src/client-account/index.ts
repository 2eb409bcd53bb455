export * from "./client-abilities.policy.ts";
export * from "./client-account.policy.ts";
