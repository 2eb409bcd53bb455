export * from "./compare-heads.ts";
export * from "./delivery.store.ts";
export * from "./delivery.ts";
export * from "./outlet.ts";
