export * from "./client-account.policy.ts";
