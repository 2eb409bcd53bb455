export * from "./decide-delivery.ts";
export * from "./kinds.ts";
export * from "./local-time.ts";
