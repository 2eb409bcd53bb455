export * from "./accounts-source.ts";
export * from "./apply-facts.ts";
export * from "./consume-accounts.ts";
export * from "./wait-applied.ts";
