export * from "./routes.ts";
export { createSearchStore } from "./search.store.ts";
