export * from "./account/index.ts";
export * from "./client-account/index.ts";
export * from "./conversation/index.ts";
export * from "./relate-request/index.ts";
export * from "./related-person/index.ts";
export * from "./relation/index.ts";
export * from "./setting/index.ts";
export * from "./tool/index.ts";
