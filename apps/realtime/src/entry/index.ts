export * from "./entry.store.ts";
export * from "./entry.ts";
