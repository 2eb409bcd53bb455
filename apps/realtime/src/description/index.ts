export * from "./asyncapi.ts";
export * from "./routes.ts";
