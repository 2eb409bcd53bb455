export * from "./judge-access.ts";
