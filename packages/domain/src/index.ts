export * from "./conversation/index.ts";
export * from "./related-person/index.ts";
