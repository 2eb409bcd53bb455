export * from "./relate.ts";
export * from "./relation.policy.ts";
