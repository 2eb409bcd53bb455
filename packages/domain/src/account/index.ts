export * from "./places.ts";
export * from "./searchable.ts";
