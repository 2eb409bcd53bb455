export * from "./relate-request.policy.ts";
export * from "./relate-request.ts";
export * from "./send-relate-request.ts";
