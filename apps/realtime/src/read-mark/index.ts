export * from "./mark-read.ts";
export * from "./read-mark.store.ts";
