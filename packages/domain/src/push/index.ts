export * from "./push-endpoint.ts";
export * from "./push-lifetime.ts";
